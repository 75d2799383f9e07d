import { expect, test } from 'vitest';
import { readCsv } from '../../src/import/read/read-csv.ts';
import { columnNames } from '../../src/model/columns.ts';

import { bytesOf, readCells } from './reading.ts';

test('one apostrophe is removed from cells that a spreadsheet would evaluate, and from no others', async () => {
  expect(await readCells("name,phone\n'=1+1,'+49 30 1\n''=1+1,+49 30 1\n'Ana,'\n=1+1,''tis\n")).toEqual([
    ['=1+1', '+49 30 1'],
    ["'=1+1", '+49 30 1'],
    ["'Ana", "'"],
    ['=1+1', "''tis"],
  ]);
});

test('the apostrophe is removed before the cell is checked', async () => {
  expect(await readCells("vendor_id,email\n'-5,'+ana@example.com\n")).toEqual([['+ana@example.com', '-5']]);
});

test('an apostrophe is removed from each position in a cell where a spreadsheet could start another one', async () => {
  expect(await readCells('name,notes\nAna,"x;\'=1"\nBo,"a\n\'+1|\'-2"\nCy,"a \'=1"\n')).toEqual([
    ['Ana', 'x;=1'],
    ['Bo', 'a\n+1|-2'],
    ['Cy', "a '=1"],
  ]);
});

test('a file of version 0.1 is read by the rule of that version', async () => {
  const refs: unknown[] = [];
  const file = await readCsv(bytesOf("import_ref,name,notes\n184-L7,Ana,x;'=1\n184-L8,'=Bo,'\tx\n"), {
    maxBytes: 1_000,
    findFormulaRule: async (ref) => {
      refs.push(ref);
      return 1;
    },
  });
  const notes = columnNames.indexOf('notes');
  const name = columnNames.indexOf('name');
  const cells: unknown[] = [];
  for await (const rows of file.rows) cells.push(...rows.map((row) => [row.cells[name], row.cells[notes]]));
  expect(cells).toEqual([
    ['Ana', "x;'=1"],
    ['=Bo', 'x'],
  ]);
  expect(refs).toEqual([{ importId: 184, line: 7 }]);
});
