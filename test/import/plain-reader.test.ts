import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadFileError } from '../../src/model/bad-file-error.ts';
import { runs, seed } from '../runs.ts';
import { readAll } from './reading.ts';

type PlainRow = { line: number; cells: string[] };

/** A simple reader with the same rules: character by character, all in memory. */
function readSimply(text: string): PlainRow[] | 'rejected' {
  const rows: PlainRow[] = [];
  let row: PlainRow = { line: 1, cells: [''] };
  let line = 1;
  let opened: number | null = null;
  const append = (character: string): void => {
    row.cells[row.cells.length - 1] += character;
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    const next = text[i + 1];
    const breaks = character === '\n' || (character === '\r' && next !== '\n');
    if (breaks) line++;
    if (opened !== null) {
      if (character !== '"') append(character);
      else if (next === '"') append(text[++i]!);
      else if (next === undefined || next === ',' || next === '\r' || next === '\n') opened = null;
      else if (line > opened) return 'rejected';
      else {
        row.cells[row.cells.length - 1] = `"${row.cells.at(-1)}"`;
        opened = null;
      }
    } else if (character === '"' && row.cells.at(-1) === '' && (i === 0 || /[,\r\n]/.test(text[i - 1]!)))
      opened = line;
    else if (character === ',') row.cells.push('');
    else if (breaks) {
      rows.push(row);
      row = { line, cells: [''] };
    } else if (character !== '\r') append(character);
  }
  if (opened !== null) return 'rejected';
  rows.push(row);
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

async function readWithReader(text: string): Promise<PlainRow[] | 'rejected'> {
  try {
    const { rows } = await readAll(text);
    return rows.map(({ line, cells, uploaded }) => ({
      line,
      cells: [...(uploaded ?? [cells[2]!, cells[13]!])],
    }));
  } catch (error) {
    if (error instanceof BadFileError) return 'rejected';
    throw error;
  }
}

test('rows, cells, and lines are the same as those of a simple reader', async () => {
  const piece = fc.constantFrom('a', 'b', 'c', ',', ',', '"', '"', '""', '\n', '\r\n', '\r');
  let read = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 40 }), async (pieces) => {
      const text = `name,notes\n${pieces.join('')}`;
      const plain = readSimply(text);
      const expected = plain === 'rejected' || plain.length < 2 ? 'rejected' : plain.slice(1);
      const found = await readWithReader(text);
      if (expected === 'rejected' || found === 'rejected') {
        expect(found).toEqual(expected);
        return;
      }
      read++;
      // A cell that the row doesn't have is absent.
      const whole = ({ line, cells }: PlainRow) => ({
        line,
        cells: [cells[0], cells[1] ?? null, ...cells.slice(2)].filter((cell, i) => i < 2 || cell?.trim()),
      });
      expect(found.map(whole)).toEqual(expected.map(whole));
    }),
    { numRuns: runs(2000), seed: seed() },
  );
  expect(read).toBeGreaterThan(500);
});
