import { expect, test } from 'vitest';
import { expectBadFile, problemsOf, readAll, readCells } from './reading.ts';

test('quoted cells hold delimiters, line breaks and doubled quotes', async () => {
  expect(await readCells('name,notes\n"Smith, Ana","a ""big"" day\r\nand more"\n')).toEqual([
    ['Smith, Ana', 'a "big" day\r\nand more'],
  ]);
});

test('a quote inside of an unquoted cell is a character', async () => {
  expect(await readCells('name,notes\nAna,5" pipe\nBob,a "b" c"\nCleo, "x"\n')).toEqual([
    ['Ana', '5" pipe'],
    ['Bob', 'a "b" c"'],
    ['Cleo', ' "x"'],
  ]);
});

test('a quote that is not doubled inside of a quoted cell is a problem of that row alone', async () => {
  const text = 'name,notes\nAna,"5" pipe"\nBob,"fine ""here"""\nCleo,"a "b" c"\n';
  const sentence = 'a quote inside of a quoted cell is not doubled';
  expect(await problemsOf(text)).toEqual([`line 2 ${sentence}`, `line 4 ${sentence}`]);
  expect((await readAll(text)).rows[1]?.cells[13]).toBe('fine "here"');
});

test('a quote that never closes is refused with the line where it was opened', async () => {
  const refusal = await expectBadFile('name,notes\nAna,x\n"Bob,y\nCleo,z\nDora,\n');
  expect(refusal).toMatchObject({ code: 'quote-unclosed', line: 3 });
  expect(refusal.message).toBe(
    'a quote opened on line 3 is never closed. Mend that line and share the file again.',
  );
});

test('the line is that of the quote, not that of its row', async () => {
  expect(await expectBadFile('name,notes,city\n"a\nb","c\nd","Rome\n')).toMatchObject({ line: 4 });
});

test('an open quote that meets the next quoted cell is refused, because rows were swallowed', async () => {
  const refusal = await expectBadFile('name,notes\n"Ana,x\nBob,y\nCleo,"a, b"\n');
  expect(refusal).toMatchObject({ code: 'quote-unclosed', line: 2 });
  expect(refusal.reason).toBe(
    'a quote opened on line 2 is never closed (the next one, on line 4, has text after it)',
  );
});

test('an open quote is found without waiting for the end of a long file', async () => {
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

test('a row without an end is refused with its line', async () => {
  async function* endless() {
    yield Buffer.from('name,notes\nAna,x\nBob,');
    for (;;) yield Buffer.from('abcdefghij,,,,'.repeat(1000));
  }
  await expect(readAllOf(endless())).rejects.toMatchObject({ code: 'row-too-long', line: 3 });
});

test('a row of 1 MiB with its line end is read, one byte more is not, however the file is cut', async () => {
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

test('a quote that never closes in the header is refused', async () => {
  expect(await expectBadFile('name,"notes\nAna,x\n')).toMatchObject({ code: 'quote-unclosed', line: 1 });
});

test('whose business a file is, is known where its quotes are wrong', async () => {
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
