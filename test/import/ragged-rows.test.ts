import { expect, test } from 'vitest';
import { expectBadFile, problemsOf, readAll } from './reading.ts';

test('the missing cells of a short row are absent, not empty', async () => {
  const { rows } = await readAll('name,title,email,city\nAna,,\nBob\n');
  expect(rows.map(({ cells }) => [cells[2], cells[3], cells[4], cells[10]])).toEqual([
    ['Ana', '', '', null],
    ['Bob', null, null, null],
  ]);
  expect(rows.flatMap((row) => row.problems)).toEqual([]);
});

test('cells beyond the header are a problem if they are filled', async () => {
  expect(await problemsOf('name,city\nAna,Rome,,  ,\nSmith, Bob,Rome\nCleo,Rome\n')).toEqual([
    'line 3 the row has 3 cells, but the header has 2: put cells that contain the delimiter in quotes',
  ]);
});

test('a header can end with delimiters', async () => {
  const { header, rows } = await readAll('name,city,,\nAna,Rome,,\n');
  expect(header.header).toEqual(['name', 'city']);
  expect(rows[0]?.problems).toEqual([]);
});

test('a row with only whitespace is skipped', async () => {
  const { rows } = await readAll('name,city\n,\n" ",\u00a0\n"",""\nAna,Rome\n');
  expect(rows.map((row) => row.cells[2])).toEqual(['Ana']);
});

test('a file without rows below its header is rejected, and the error has its columns', async () => {
  const rejection = await expectBadFile('customer_id,name\r\n,\r\n');
  expect(rejection.code).toBe('no-rows');
  expect(rejection.columns).toEqual(['customer_id', 'name']);
});
