import { describe, expect, test } from 'vitest';
import { readAll, readCells } from './reading.ts';

const header = 'Name,Phone,City\n';
const ada = 'Ada,555 010 0199,Oslo\n';
const bo = 'Bo,555 010 0198,Rome\n';
/** Among these, the line with the most known columns is the header. */
const searchedLines = 20;

describe('a repeated header is skipped', () => {
  test.each([
    ['exactly', 'Name,Phone,City'],
    ['with spaces', 'Name ,Phone , City '],
    ['with quotes and spaces', '"Name ", "Phone", "City"'],
    ['in upper case', 'NAME,PHONE,CITY'],
    ['with another name of a column', 'Name,Telephone,City'],
    ['with marks', '*Name,Phone (required),City'],
    ['with a word before', 'Contact Name,Business Phone,City'],
    ['in another language', 'Name,Telefon,Ort'],
    ['without one of its cells', 'Name,,City'],
    ['with fewer cells', 'Name,Phone'],
  ])('%s', async (_, repeated) => {
    const { header: found, rows } = await readAll(`${header}${ada}${repeated}\n${bo}`);
    expect(rows.map(({ line, isOdd }) => [line, isOdd])).toEqual([
      [2, false],
      [4, false],
    ]);
    expect(found.skippedRows).toEqual({ rows: 1, lines: [3] });
  });

  test('with columns that are not read, and with one alone', async () => {
    expect(await readCells('Name,Shoe size,Phone\nAda,38,555 010 0199\nname,SHOE SIZE,phone\n')).toEqual([
      ['Ada', '555 010 0199'],
    ]);
    expect(await readCells('Name\nAda\nname \nBo\n')).toEqual([['Ada'], ['Bo']]);
  });

  test('with the name of a column that was found by its cells', async () => {
    const rows = 'Ada,ada@x.example\n'.repeat(searchedLines);
    const cells = await readCells(`Name,Login\n${rows}Name,Email\nBo,bo@x.example\n`);
    expect(cells.slice(searchedLines)).toEqual([['Bo', 'bo@x.example']]);
  });

  test('as the first row', async () => {
    expect(await readCells(`${header}NAME,TELEPHONE,CITY\n${ada}`)).toEqual([
      ['Ada', '555 010 0199', 'Oslo'],
    ]);
  });
});

describe('the header of a second table', () => {
  const oddLines = async (text: string): Promise<number[]> =>
    (await readAll(text)).rows.filter(({ isOdd }) => isOdd).map(({ line }) => line);

  test.each([
    ['with the columns in another order', 'City,Name,Phone\nRome,Bo,555 010 0198\n'],
    ['with other columns', 'Name,Email,Title\nBo,bo@x.example,Cook\n'],
    ['with fewer columns', 'Email,Name\nbo@x.example,Bo\n'],
    ['with more columns', 'Email,Name,Phone,City\nbo@x.example,Bo,555 010 0198,Rome\n'],
  ])('and the rows below it are left out: %s', async (_, second) => {
    const lines = await oddLines(`${header}${ada.repeat(searchedLines)}${second}`);
    expect(lines).toEqual([searchedLines + 2, searchedLines + 3]);
  });

  test('with the email where that of the first table is: no row is an end user', async () => {
    const text = 'City,Email,Name\nOslo,ada@x.example,Ada\nName,Email,City\nBo,bo@x.example,Rome\n';
    expect(await oddLines(text)).toEqual([3, 4]);
  });

  test('with a column that is not read', async () => {
    const text = 'Name,Shoe size,Phone\nAda,38,555 010 0199\nShoe size,Phone,Name\n39,555 010 0198,Bo\n';
    expect(await oddLines(text)).toEqual([3, 4]);
  });

  test('ends where the first header is repeated', async () => {
    expect(await oddLines(`${header}${ada}City,Name,Phone\nRome,Bo,555 010 0198\n${header}${bo}`)).toEqual([
      3, 4,
    ]);
  });
});

test.each([
  ['First name,Last name,City', 'Handy,Land,Oslo'],
  ['First name,Last name,City', 'Title,Name,Oslo'],
  ['First name,Last name,City', 'Page,State,'],
  ['Name,City', 'Land,Mobile'],
  ['Name,Title', 'Ada,Title'],
  ['Name,City', 'State,'],
  ['Name,Notes', 'Ada,Name'],
  ['Name,Company', 'Mobile,Phone'],
  ['Name,Email', 'Email,name@x.example'],
])('an end user with words that are also names of columns is read: %s, then %s', async (columns, row) => {
  const { header: found, rows } = await readAll(`${columns}\n${row}\nBo,x,y\n`);
  expect(found.skippedRows).toBeUndefined();
  expect(rows.map(({ isOdd }) => isOdd)).toEqual([false, false]);
});
