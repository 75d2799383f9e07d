import { describe, expect, test } from 'vitest';
import { expectBadFile, type Piece, readAll, readAllAs, readCells } from './reading.ts';

const text = 'name,city\r\nChloé “Zoë” Müller €,Łódź\r\n日本 👩‍💻,São Paulo\r\n';
const cells = [
  ['Chloé “Zoë” Müller €', 'Łódź'],
  ['日本 👩‍💻', 'São Paulo'],
];

const utf16 = (content: string, order: 'LE' | 'BE'): Buffer => {
  const bytes = Buffer.from(`\uFEFF${content}`, 'utf16le');
  return order === 'LE' ? bytes : bytes.swap16();
};
const latin = (...pieces: (string | number)[]): Buffer =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'number' ? Buffer.of(piece) : Buffer.from(piece))));
const inPieces = (bytes: Buffer, size: number): Piece[] => {
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
};

describe.each([
  ['UTF-8', 'UTF-8', Buffer.from(text)],
  ['UTF-8 with byte-order mark', 'UTF-8', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16 LE with byte-order mark', 'UTF-16', utf16(text, 'LE')],
  ['UTF-16 BE with byte-order mark', 'UTF-16', utf16(text, 'BE')],
])('%s', (_, encoding, bytes) => {
  test('is read', async () => {
    expect(await readCells(bytes)).toEqual(cells);
    expect((await readAll(bytes)).dialect.encoding).toBe(encoding);
  });

  test.each([1, 2, 3, 5])('is read from pieces of %d bytes, which split characters', async (size) => {
    expect(await readCells(...inPieces(bytes, size))).toEqual(cells);
  });
});

test('bytes that are not UTF-8 are read as Windows-1252', async () => {
  const bytes = latin('name,city\r\nChlo', 0xe9, ' ', 0x80, 0x93, 0x99, ',M', 0xfc, 'nchen\r\n');
  expect(await readCells(bytes)).toEqual([['Chloé €“™', 'München']]);
  expect(await readCells(...inPieces(bytes, 1))).toEqual([['Chloé €“™', 'München']]);
  expect((await readAll(bytes)).dialect.encoding).toBe('Windows-1252');
});

test('every character of Windows-1252 is decoded', async () => {
  const undefinedBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
  const all = Array.from({ length: 128 }, (_, i) => 0x80 + i).filter(
    (byte) => !undefinedBytes.includes(byte),
  );
  const { rows } = await readAllAs({ encoding: 'Windows-1252' }, latin('name\n', ...all, '\n'));
  expect(rows[0]?.cells[2]).toBe(
    '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  );
});

test('the first non-ASCII character decides the encoding, however late it comes', async () => {
  const ascii = 'Ana,Rome\r\n'.repeat(20_000);
  const utf8 = await readAll(`name,city\r\n${ascii}`, 'Chloé,Rome\r\n');
  expect(utf8.rows.at(-1)?.cells[2]).toBe('Chloé');
  const windows = await readAll(`name,city\r\n${ascii}`, latin('Chlo', 0xe9, ',Rome\r\n'));
  expect(windows.rows.at(-1)?.cells[2]).toBe('Chloé');
  expect(windows.dialect.encoding).toBe('Windows-1252');
});

test('a cut-off character at the end of an ASCII file is read as Windows-1252', async () => {
  expect(await readCells(latin('name\nChlo', 0xc3))).toEqual([['ChloÃ']]);
});

test('UTF-8 with an invalid byte is rejected with its line', async () => {
  const rejection = await expectBadFile(
    latin('name,city\r\nChloé,Rome\r\n"two\r\nlines",Rome\r\nChlo', 0xe9, ',Rome\r\n'),
  );
  expect(rejection).toMatchObject({ code: 'encoding', line: 5 });
  expect(rejection.message).toBe(
    'line 5 contains a character that is not UTF-8, although the text before it is. ' +
      'Save the table again as "CSV UTF-8 (comma delimited)" and share that file.',
  );
});

test('UTF-8 that ends in the middle of a character is rejected', async () => {
  expect(await expectBadFile(latin('name\nChloé\nZo', 0xc3))).toMatchObject({ code: 'encoding', line: 3 });
});

test('a byte that means nothing in the encoding is a garbled letter of its cell', async () => {
  const bytes = latin('name\nChlo', 0xe9, '\nAna ', 0x8d, '\n');
  const { rows } = await readAllAs({ encoding: 'Windows-1252' }, bytes);
  expect(rows.map(({ cells }) => cells[2])).toEqual(['Chloé', 'Ana \ufffd']);
});

test.each(['LE', 'BE'] as const)(
  'UTF-16 %s with half of a character is rejected with its line',
  async (order) => {
    const rejection = await expectBadFile(utf16('name\nAna\nB\ud83db\n', order));
    expect(rejection).toMatchObject({ code: 'encoding', line: 3 });
  },
);

test('UTF-16 with an odd number of bytes is rejected', async () => {
  const bytes = utf16('name\nAna\n', 'LE');
  expect(await expectBadFile(bytes.subarray(0, -1))).toMatchObject({ code: 'encoding', line: 2 });
});

test('a NUL byte is rejected with its line', async () => {
  expect(await expectBadFile('name,city\nAna,Rome\nB\0b,Rome\n')).toMatchObject({ code: 'nul', line: 3 });
  expect(await expectBadFile(utf16('name,city\nAna,Rome\nB\0b,Rome\n', 'BE'))).toMatchObject({
    code: 'nul',
    line: 3,
  });
});

test.each(['LE', 'BE'] as const)(
  'UTF-16 %s without a byte-order mark is rejected with what to do',
  async (order) => {
    const rejection = await expectBadFile(utf16('customer_id,name\r\n1,Ana\r\n', order).subarray(2));
    expect(rejection.code).toBe('utf-16-unmarked');
    expect(rejection.remedy).toContain('save it as "CSV UTF-8');
  },
);

describe('a byte-order mark that a program read as text hides no column', () => {
  const table = '"contact_id","name"\n12,Ana\n';
  const expected = { header: ['contact_id', 'name'], columns: ['contact_id', 'name'], line: 1 };

  test.each([
    ['garbled', 'ï»¿'],
    ['garbled twice', 'Ã¯Â»Â¿'],
    ['garbled by a Mac', 'Ôªø'],
    ['garbled in Cyrillic', 'п»ї'],
    ['garbled by a console', '∩╗┐'],
    ['several', '\ufeff\ufeff\ufeff'],
    ['a real one, then a garbled one', '\ufeffï»¿'],
  ])('%s', async (_, mark) => {
    for (const text of [
      `${mark}${table}`,
      `${mark}${table}`.replaceAll('"', ''),
      `"${mark}${table.slice(1)}`,
    ]) {
      const { header, rows } = await readAll(text);
      expect(header).toMatchObject(expected);
      expect(rows.map(({ cells }) => [cells[1], cells[2]])).toEqual([['12', 'Ana']]);
    }
  });

  test('in UTF-16, too', async () => {
    const { header } = await readAll(Buffer.from(`\ufeff\ufeff${table}`, 'utf16le'));
    expect(header).toMatchObject(expected);
  });

  test('before the line that names the delimiter', async () => {
    const { header } = await readAll('ï»¿sep=;\nname;city\nAna;Rome\n');
    expect(header).toMatchObject({ header: ['name', 'city'], line: 2 });
  });

  test('the file is cut into small pieces', async () => {
    const bytes = Buffer.from(`ï»¿${table}`);
    const { header } = await readAll(...Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(header).toMatchObject(expected);
  });

  test('the lines of a file with nothing else stay empty', async () => {
    expect((await expectBadFile('ï»¿\n')).code).toBe('empty');
  });
});
