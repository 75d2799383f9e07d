import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnNames } from '../../src/model/columns.ts';
import type { CheckedRow } from '../../src/model/row.ts';
import { protectCell } from '../../src/model/spreadsheet-safe.ts';
import { runs, seed } from '../runs.ts';
import { anyRow } from './any-row.ts';
import { readAll } from './reading.ts';

test('every value that is written by the rules of this app is read back unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 8 }), fc.boolean(), async (rows, marked) => {
      const cells = rows.map((row) => columnNames.map((name) => row[name]));
      const filled = cells.filter((line) => line.some((cell) => cell !== ''));
      fc.pre(filled.length > 0);
      const csv = stringify([[...columnNames], ...cells], {
        record_delimiter: 'windows',
        quote_record_delimiter: true,
        cast: { string: protectCell },
      });
      const read = await readAll((marked ? '\uFEFF' : '') + csv);
      expect(read.rows.flatMap((line) => line.problems)).toEqual([]);
      // A cell that is read as something else than its text keeps the text, so that the plan compares that.
      const textsOf = ({ cells: values, marks }: CheckedRow) => {
        const texts = new Map<string, string>(marks?.map(({ column, text }) => [column, text]));
        return columnNames.map((name, i) => texts.get(name) ?? values[i]);
      };
      expect(read.rows.map(textsOf)).toEqual(filled);
    }),
    { numRuns: runs(300), seed: seed() },
  );
});
