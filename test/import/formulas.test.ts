import { expect, test } from 'vitest';
import { readCells } from './reading.ts';

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
