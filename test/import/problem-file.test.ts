import { expect, test } from 'vitest';
import {
  type ProblemRow,
  problemFileName,
  writeProblemFile,
} from '../../src/import/problems/problem-file.ts';
import { columnNames } from '../../src/model/columns.ts';
import type { CheckedRow } from '../../src/model/row.ts';
import { type ReadAll, readAll } from './reading.ts';

/** The row as the staging area returns it. */
const asProblem = (
  { header }: ReadAll,
  { line, cells, ref, uploaded, problems }: CheckedRow,
): ProblemRow => ({
  line,
  uploaded: uploaded ?? header.columns.map((column) => (column && cells[columnNames.indexOf(column)]) ?? ''),
  problem: problems.map((problem) => problem.text).join('; '),
  ref,
});

async function problemFileOf(file: ReadAll, importId: number): Promise<{ text: string; nonAscii: boolean }> {
  const seen = { nonAscii: false };
  const rows = file.rows.filter((row) => row.problems.length > 0).map((row) => asProblem(file, row));
  const pieces: Buffer[] = [];
  for await (const piece of writeProblemFile(file.header, importId, [rows], seen)) pieces.push(piece);
  return { text: Buffer.concat(pieces).toString(), nonAscii: seen.nonAscii };
}

const shared =
  'email;colour;First Name;phone\r\nnope;red;Ana;+49 1\r\nbob@example.com;blue;Bob;\r\nCleo;;"a ""b""\nc";\'+1\r\n';

test('a problem file contains the rows as uploaded, with their references and what is wrong', async () => {
  const { text } = await problemFileOf(await readAll(shared), 184);
  expect(text).toBe(
    [
      '\uFEFFimport_ref,problem,email,colour,First Name,phone',
      `184-L2,"email ""nope"" is not a valid address",nope,red,Ana,'+49 1`,
      `184-L4,"email ""Cleo"" is not a valid address",Cleo,,"a ""b""\nc",'+1`,
      '',
    ].join('\r\n'),
  );
});

test('a problem file identifies the rows after it was fixed and shared again', async () => {
  const { text } = await problemFileOf(await readAll(shared), 184);
  const { header, rows } = await readAll(text.replace(',nope,', ',ana@example.com,'));
  expect(header.ignored).toEqual([{ at: 3, header: 'colour' }]);
  const [ana, cleo] = rows;
  expect(ana).toMatchObject({ ref: { importId: 184, line: 2 }, problems: [] });
  expect([ana?.cells[2], ana?.cells[4], ana?.cells[5]]).toEqual(['Ana', 'ana@example.com', '+49 1']);
  expect(cleo?.ref).toEqual({ importId: 184, line: 4 });
  expect(cleo?.problems).toHaveLength(1);
});

test('a problem file keeps its references and columns if it still has problems when it is shared again', async () => {
  const first = await problemFileOf(await readAll(shared), 184);
  const second = await problemFileOf(await readAll(first.text.replace(',nope,', ',nix,')), 190);
  expect(second.text).toBe(first.text.replaceAll('nope', 'nix'));
});

test('a problem file keeps headers that a spreadsheet would evaluate, however often it is shared again', async () => {
  const file = 'email,-Phone-,x;=1+1,"a\n=b","\'Ana\'"\nnope,1,2,3,4\n';
  const first = await problemFileOf(await readAll(file), 184);
  expect(first.text).toContain(`import_ref,problem,email,'-Phone-,"x;'=1+1","a\n'=b",'Ana'\r\n`);
  const read = await readAll(first.text);
  expect(read.header.header.slice(3)).toEqual(['-Phone-', 'x;=1+1', 'a\n=b', "'Ana'"]);
  const second = await problemFileOf(read, 190);
  expect(second.text).toBe(first.text);
  expect((await problemFileOf(await readAll(second.text), 191)).text).toBe(first.text);
});

test.each([';', '\t', '|', ',', '\n', '\r'])('a problem file quotes a cell with %j', async (separator) => {
  const { text } = await problemFileOf(await readAll(`email,city\nnope,"a${separator}b"\n`), 184);
  expect(text.slice(text.indexOf('\r\n') + 2)).toBe(
    `184-L2,"email ""nope"" is not a valid address",nope,"a${separator}b"\r\n`,
  );
});

test.each([' ', '\t', '\u00a0', '\u3000', '\ufeff'])(
  'a problem file quotes a cell that begins with %j',
  async (space) => {
    const { text } = await problemFileOf(await readAll(`email,city,colour\nnope,Rome,"${space}red"\n`), 184);
    expect(text).toContain(`,nope,Rome,"${space}red"\r\n`);
  },
);

test('a problem file keeps cells beyond the header', async () => {
  const { text } = await problemFileOf(await readAll('name,city\nSmith, Bob,Rome\n'), 1);
  // Quoted, because spreadsheets trim a space that is not.
  expect(text.split('\r\n')[1]).toMatch(/,Smith," Bob",Rome$/);
});

test('a problem file reports at the end whether it needs the byte-order mark', async () => {
  expect((await problemFileOf(await readAll('email\nnope\n'), 1)).nonAscii).toBe(false);
  expect((await problemFileOf(await readAll('email\nchloé\n'), 1)).nonAscii).toBe(true);
});

test.each([
  ['july-people.csv', 'july-people_problems.csv'],
  ['July People.CSV', 'July People_problems.csv'],
  ['people', 'people_problems.csv'],
  ['a.b.csv', 'a.b_problems.csv'],
  ['july-people_problems.csv', 'july-people_problems.csv'],
  ['july-people_problems (1).csv', 'july-people_problems.csv'],
])('a problem file is named after the file: for %s, %s', (uploaded, name) => {
  expect(problemFileName(uploaded)).toBe(name);
});
