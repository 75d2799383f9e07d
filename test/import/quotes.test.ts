import { expect, test } from 'vitest';
import { expectBadFile, problemsOf, readAll, readCells } from './reading.ts';

test('quoted cells can contain delimiters, line breaks, and doubled quotes', async () => {
  expect(await readCells('name,notes\n"Smith, Ana","a ""big"" day\r\nand more"\n')).toEqual([
    ['Smith, Ana', 'a "big" day\r\nand more'],
  ]);
});

test('a quote inside an unquoted cell is a normal character, unless it is around the whole value', async () => {
  expect(await readCells('name,notes\nAna,5" pipe\nBob,a "b" c"\nCleo, "x"\n')).toEqual([
    ['Ana', '5" pipe'],
    ['Bob', 'a "b" c"'],
    ['Cleo', 'x'],
  ]);
});

test('a quote that is not doubled inside a quoted cell is a problem of only that row', async () => {
  const text = 'name,notes\nAna,"5" pipe"\nBob,"fine ""here"""\nCleo,"a "b" c"\n';
  const sentence = 'a quote inside a quoted cell must be written twice';
  expect(await problemsOf(text)).toEqual([`line 2 ${sentence}`, `line 4 ${sentence}`]);
  expect((await readAll(text)).rows[1]?.cells[13]).toBe('fine "here"');
});

test('a quote that is never closed is rejected with the line on which it was opened', async () => {
  const rejection = await expectBadFile('name,notes\nAna,x\n"Bob,y\nCleo,z\nDora,\n');
  expect(rejection).toMatchObject({ code: 'quote-unclosed', line: 3 });
  expect(rejection.message).toBe(
    'the quote opened on line 3 is never closed. Fix that line and share the file again.',
  );
});

test('the line is that of the quote, not that of its row', async () => {
  expect(await expectBadFile('name,notes,city\n"a\nb","c\nd","Rome\n')).toMatchObject({ line: 4 });
});

test('an open quote that ends at the next quoted cell is rejected, since the rows between them are lost', async () => {
  const rejection = await expectBadFile('name,notes\n"Ana,x\nBob,y\nCleo,"a, b"\n');
  expect(rejection).toMatchObject({ code: 'quote-unclosed', line: 2 });
  expect(rejection.reason).toBe(
    'the quote opened on line 2 is never closed (the next quote, on line 4, has text after it)',
  );
});

test('an open quote is found long before the end of a long file', async () => {
  let pulled = 0;
  async function* endless() {
    yield Buffer.from('name,notes\nAna,x\nBob,"y\n');
    for (;;) {
      pulled += 11;
      yield Buffer.from('Cleo,z,abc\n');
    }
  }
  await expect(readAllOf(endless())).rejects.toMatchObject({ code: 'quote-unclosed', line: 3 });
  expect(pulled).toBeLessThan(2e6);
});

test('a row that never ends is rejected with its line', async () => {
  async function* endless() {
    yield Buffer.from('name,notes\nAna,x\nBob,');
    for (;;) yield Buffer.from('abcdefghij,,,,'.repeat(1000));
  }
  await expect(readAllOf(endless())).rejects.toMatchObject({ code: 'row-too-long', line: 3 });
});

test('a row of 1 MiB with its line end is read, but not one byte more, however the file is cut into pieces', async () => {
  const row = (length: number): Buffer => Buffer.from(`name\nAna\n${'x'.repeat(length - 1)}\nBob\n`);
  for (const size of [5000, 16_384, 1 << 21]) {
    const cut = (bytes: Buffer): Buffer[] =>
      Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
    expect((await readAll(...cut(row(1 << 20)))).rows).toHaveLength(3);
    expect(await expectBadFile(...cut(row((1 << 20) + 1)))).toMatchObject({ code: 'row-too-long', line: 3 });
  }
});

test('a quote that is never closed in the header is rejected', async () => {
  expect(await expectBadFile('name,"notes\nAna,x\n')).toMatchObject({ code: 'quote-unclosed', line: 1 });
});

test('the columns are known even if the quotes are broken further down', async () => {
  for (const text of [
    'customer_id,name\n1,"Ana\n1,"Bo"x\n',
    'customer_id,name\n1,Ana\n1,"Bo\n1,"Cy"x\n',
    'customer_id,name\n1,"Ana\n',
  ]) {
    expect(await expectBadFile(text)).toMatchObject({
      code: 'quote-unclosed',
      columns: ['customer_id', 'name'],
    });
  }
  expect(await expectBadFile('"customer_id\n,"name"x\n')).toMatchObject({ code: 'quote-unclosed', line: 1 });
});

async function readAllOf(source: AsyncIterable<Uint8Array>): Promise<void> {
  const { readCsv: readFile } = await import('../../src/import/read/read-csv.ts');
  const file = await readFile(source, { maxBytes: 1e9 });
  for await (const _ of file.rows);
}
