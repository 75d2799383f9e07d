import { describe, expect, test } from 'vitest';
import { expectBadFile, readAll, readCells } from './reading.ts';

const rows = [
  ['name', 'email', 'notes'],
  ['Ana', 'ana@example.com', 'a, b; c | d'],
  ['Bob', 'bob@example.com', 'two\nlines'],
];
const quoted = (cell: string): string => (/[,;|\t\n]/.test(cell) ? `"${cell}"` : cell);
const write = (delimiter: string, lineEnd: string, table = rows): string =>
  table.map((row) => row.map(quoted).join(delimiter) + lineEnd).join('');

describe.each([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['pipe', '|'],
])('delimiter %s', (_, delimiter) => {
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('with %s', async (_end, lineEnd) => {
    const file = await readAll(write(delimiter, lineEnd));
    expect(file.dialect.delimiter).toBe(delimiter);
    expect(file.rows.map(({ cells }) => [cells[2], cells[4], cells[13]])).toEqual(rows.slice(1));
  });
});

test('line ends of all kinds can be mixed', async () => {
  expect(await readCells('name\r\nAna\rBob\nCleo\r\n')).toEqual([['Ana'], ['Bob'], ['Cleo']]);
});

test('the last line does not need a line end', async () => {
  expect(await readCells('name,city\nAna,Rome')).toEqual([['Ana', 'Rome']]);
});

test('the delimiter is the one that yields known columns, not the most frequent one', async () => {
  const file = await readAll('name;"notes, long, with, commas";email\nAna;a,b,c,d;ana@example.com\n');
  expect(file.dialect.delimiter).toBe(';');
  expect(file.rows[0]?.cells[4]).toBe('ana@example.com');
});

describe('a row with another delimiter than the header', () => {
  const lines = (count: number, line: string) => Array.from({ length: count }, () => `${line}\n`).join('');

  test.each([
    [',', ';', 'has semicolons between its cells, but the header has commas'],
    [';', ',', 'has commas between its cells, but the header has semicolons'],
    [',', '\t', 'has tabs between its cells, but the header has commas'],
  ])('rejects the file with its line: %j, then %j', async (first, second, reason) => {
    const row = (delimiter: string) => ['12', 'Ana', '"CTO"', 'Rome'].join(delimiter);
    const rejection = await expectBadFile(
      `customer_id,name,title,city\n`.replaceAll(',', first),
      lines(20_000, row(first)),
      lines(3, row(second)),
    );
    expect(rejection).toMatchObject({ code: 'other-delimiter', line: 20_002 });
    expect(rejection.reason).toBe(`line 20002 ${reason}`);
  });

  test('is found even if its text contains the delimiter of the header', async () => {
    const rejection = await expectBadFile(
      'customer_id,name,title,city\n12,Ana,CTO,Rome\n12;Bob;Chief, so far;Oslo\n',
    );
    expect(rejection).toMatchObject({ code: 'other-delimiter', line: 3 });
  });

  test('is not found if the row has as many cells as the header, or if the other delimiter yields another number of cells', async () => {
    const cells = await readCells('name,title,city\na; b; c,CTO,Rome\nd; e\nf; g; h; i\n');
    expect(cells).toEqual([['a; b; c', 'CTO', 'Rome'], ['d; e'], ['f; g; h; i']]);
  });
});

test('a header with one column needs no delimiter', async () => {
  expect(await readCells('email\nana@example.com\n')).toEqual([['ana@example.com']]);
});

test.each([
  ['sep=;\r\n', ';'],
  ['sep=,\n', ','],
  ['SEP=|\r', '|'],
  ['"sep=\t"\n', '\t'],
  ['sep=^\n', '^'],
])("Excel's first line %j names the delimiter", async (line, delimiter) => {
  const file = await readAll(`\uFEFF${line}`, write(delimiter, '\n'));
  expect(file.dialect.delimiter).toBe(delimiter);
  expect(file.header.line).toBe(2);
  expect(file.rows.map((row) => row.line)).toEqual([3, 4]);
});

test('a delimiter named in the first line is ignored if it yields no known column', async () => {
  expect(await readCells('sep=;\nname,city\nAna,Rome\n')).toEqual([['Ana', 'Rome']]);
});

test('blank lines and lines of delimiters before the header are skipped', async () => {
  const file = await readAll('\r\n  \r\n;;;\r\nname;city\r\nAna;Rome\r\n');
  expect(file.header.line).toBe(4);
  expect(file.rows[0]?.line).toBe(5);
});

test('a file without any text is rejected as empty', async () => {
  for (const nothing of ['', '\uFEFF', '\r\n\r\n', ' , ,\n']) {
    expect((await expectBadFile(nothing)).code).toBe('empty');
  }
});
