import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectCell, unprotectCell } from '../../src/model/spreadsheet-safe.ts';
import { runs, seed } from '../runs.ts';

describe('a cell in a written file', () => {
  it.each(['=1+1', '+49 30', '-5', '@sum', '\tx', '\rx', '＝1', '＋1', '－1', '＠1', "'=1", "''@x"])(
    'gets one more apostrophe at its start if a spreadsheet would evaluate it: %j',
    (text) => {
      expect(protectCell(text)).toBe(`'${text}`);
      expect(unprotectCell(`'${text}`)).toBe(text);
    },
  );

  it.each(['', 'Ana', "'", "'Ana", "''", '1-2', 'a=b', ' =1', '\nx', '02134', '#N/A'])(
    'stays unchanged otherwise: %j',
    (text) => {
      expect(protectCell(text)).toBe(text);
      expect(unprotectCell(text)).toBe(text);
    },
  );

  it('is restored exactly, whatever it contains, and never starts like a formula', () => {
    const near = fc.array(
      fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', 'a', ' '),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      near.map((characters) => characters.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        const written = protectCell(value);
        expect(unprotectCell(written)).toBe(value);
        expect(written).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
      }),
      { numRuns: runs(5000), seed: seed() },
    );
  });
});
