import { describe, expect, test } from 'vitest';
import { readAll } from './reading.ts';

const linesOf = async (text: string): Promise<number[]> => (await readAll(text)).rows.map((row) => row.line);

describe.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('with %s, the line of a row is the physical line on which it starts', (_, end) => {
  const table = (...lines: readonly string[]): string => lines.join(end);

  test('without quotes', async () => {
    expect(await linesOf(table('name', 'Ana', 'Bob', 'Cleo'))).toEqual([2, 3, 4]);
  });

  test('after blank lines and lines of delimiters', async () => {
    expect(await linesOf(table('', 'name,city', '', 'Ana,', '', '  ', ',,,', 'Bob,', ''))).toEqual([4, 8]);
  });

  test('after cells with line breaks', async () => {
    expect(await linesOf(table('name,notes', 'Ana,"1', '2', '3"', '"Bob', 'B",x', 'Cleo,y'))).toEqual([
      2, 5, 7,
    ]);
  });

  test('after a header with a line break', async () => {
    expect(await linesOf(table('name,"not', 'es"', 'Ana,x'))).toEqual([3]);
  });
});

test('line breaks of any kind inside cells are counted', async () => {
  expect(await linesOf('name,notes\r\nAna,"1\n2\r3\r\n4"\r\nBob,x\r\n')).toEqual([2, 6]);
});

test('an empty quoted cell at the end of a row does not shift the lines', async () => {
  expect(await linesOf('name,notes\nAna,""\nBob,""\n"",""\nCleo,""')).toEqual([2, 3, 5]);
});

test('line numbers are correct far into a large file', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `Ana ${i},"one\r\ntwo ""${i}"""`);
  const { rows: read } = await readAll(`name,notes\r\n${rows.join('\r\n')}\r\n`);
  expect(read).toHaveLength(20_000);
  expect(read.every((row, i) => row.line === 2 + 2 * i)).toBe(true);
});
