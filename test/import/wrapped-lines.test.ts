import { describe, expect, test } from 'vitest';
import { expectBadFile, readAll, readCells } from './reading.ts';

describe('a line in quotes as a whole', () => {
  test.each([
    ['padded with delimiters', 'Name,Email,City\n"Ada Byron,ab@x.example,Oslo",,\n'],
    ['padded beyond the header', 'Name,Email,City\n"Ada Byron,ab@x.example,Oslo",,,,\n'],
    ['padded inside, too', 'Name,Email,City,Zip\n"Ada Byron,ab@x.example,Oslo,,,",,,\n'],
    ['with fewer cells', 'Name,Email,City\n"Ada Byron,ab@x.example",,\n'],
    ['with spaces after the delimiters', 'Name,Email,City\n"Ada Byron, ab@x.example, Oslo",,\n'],
    ['without an email', 'Name,Title,City\n"Ada Byron,CTO,Oslo",,\n'],
    ['with quotes inside', 'Name,Title,City\n"""Byron, Ada"",CTO,Oslo",,\n'],
    ['with two cells, one of them a phone', 'Name,Phone\n"Ada,555 010 0199"\n'],
    ['with two cells, one of them a phone, padded', 'Name,Phone\n"Ada,555 010 0199",\n'],
    ['with an email as the name', 'Name,Email\n"ab@x.example,ab@x.example",\n'],
    ['with the phone first', 'Mobile;Name\n"+47 555 01 99;Ada";\n'],
    ['with two cells, one of them an email, padded', 'Name,Email\n"Ada,ab@x.example",\n'],
  ])('refuses the file: %s', async (_, text) => {
    expect(await expectBadFile(text)).toMatchObject({ code: 'lines-in-quotes', line: 2 });
  });

  test.each([
    ['a name with a comma', '"Byron, Ada",a@x.example,Oslo\n'],
    ['a name with a comma and nothing else', '"Byron, Ada",,\n'],
    ['a name with two commas and nothing else', '"Byron, Ada, PhD",,\n'],
    ['a name with a comma in a short row', '"Byron, Ada"\n'],
    ['a name alone', 'Ada,,\n'],
  ])('is not taken for %s', async (_, row) => {
    const { rows } = await readAll(`Name,Email,City\n${row}`);
    expect(rows).toHaveLength(1);
  });

  test.each(['"Byron, Ada"\n', '"Byron, Ada",\n', '"Byron,Ada",\n', '"Ada, ext. 12",\n'])(
    'is not taken for a name alone in a file with two columns: %j',
    async (row) => {
      expect((await readAll(`Name,Phone\n${row}`)).rows).toHaveLength(1);
    },
  );
});

test.each([
  ['Email,Name,City', '"a@x.example,b@x.example",,'],
  ['Email,Name', 'a@x.example;b@x.example'],
  ['Phone,Name', '"555 010 0199,555 010 0198",'],
])('several values in the first cell are neither: %s, then %s', async (header, row) => {
  expect((await readAll(`${header}\n${row}\n`)).rows).toHaveLength(1);
});

describe('a line with another delimiter than the header', () => {
  test.each([
    ['padded with that of the header', 'Name,Email,City\nAda;ab@x.example;Oslo,,\n'],
    ['with text after its own delimiter', 'Name,Title,City\nAda;CTO;Oslo, Norway,\n'],
    ['with two cells, one of them a phone', 'Name,Phone\nAda;555 010 0199\n'],
    ['with two cells, one of them a phone, padded', 'Name,Phone\nAda;555 010 0199,\n'],
    ['with two cells and tabs', 'Name,Phone\nAda\t(555) 010-0199\n'],
  ])('refuses the file: %s', async (_, text) => {
    expect(await expectBadFile(text)).toMatchObject({ code: 'other-delimiter', line: 2 });
  });

  test.each([
    ['Name,Email,City', 'a; b; c,,'],
    ['Name,Email,City', '"Ada; x; y",ab@x.example,'],
    ['Name,Title,City', 'Ada; Bo,x; y,'],
    ['Name,Phone', 'Ada; Bo,555 010 0199'],
    ['Name,Phone', 'Ada; Bo,'],
  ])('is not found in an ordinary row: %s, then %s', async (header, row) => {
    expect((await readAll(`${header}\n${row}\n`)).rows).toHaveLength(1);
  });
});

describe('lines that a spreadsheet padded with its own delimiter', () => {
  test.each([
    ['Name;Email;City,,\nAda;a@x.example;Oslo,,\nBo;b@x.example;Rome,,\n', 'Oslo'],
    ['Name;Email;City,\nAda;a@x.example;Oslo, Norway\nBo;b@x.example;Rome,\n', 'Oslo, Norway'],
    ['Name|Email|City;;;\r\nAda|a@x.example|Oslo;;;\r\nBo|b@x.example|Rome;;;\r\n', 'Oslo'],
    ['Name,Email,City\t\t\nAda,a@x.example,Oslo\t\t\nBo,b@x.example,Rome\t\t\n', 'Oslo'],
    ['Contacts,,,\nName;Email;City,,\nAda;a@x.example;Oslo,,\nBo;b@x.example;Rome,,\n', 'Oslo'],
  ])('are read without the padding: %j', async (text, city) => {
    expect(await readCells(text)).toEqual([
      ['Ada', 'a@x.example', city],
      ['Bo', 'b@x.example', 'Rome'],
    ]);
    expect((await readAll(text)).header.header).toEqual(['Name', 'Email', 'City']);
  });

  test('short rows and rows of padding alone', async () => {
    expect(await readCells('Name;Email,,\nAda;a@x.example,,\n,,\nBo,,\n')).toEqual([
      ['Ada', 'a@x.example'],
      ['Bo'],
    ]);
  });

  test('of which some are in quotes, refuse the file', async () => {
    const text = 'Name;Email;City,,\nAda;a@x.example;Oslo,,\n"Bo ""B"" Li;b@x.example;Rome",,\n';
    expect(await expectBadFile(text)).toMatchObject({ code: 'lines-in-quotes', line: 3 });
  });

  test('are not assumed if the header has none: a comma at the end of a cell stays', async () => {
    expect(await readCells('Name;City\nAda;Oslo,\n')).toEqual([['Ada', 'Oslo,']]);
  });
});
