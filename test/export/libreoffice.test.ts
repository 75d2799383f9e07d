// What a real spreadsheet makes of the files that we write: LibreOffice opens them in each way in which people open them.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeProblemFile } from '../../src/import/problems/problem-file.ts';
import { freshDatabase } from '../database.ts';
import { createTestWorkspace } from '../import/workspace.ts';

const program = findLibreOffice();
if (program === null)
  console.info('LibreOffice is not installed: its test of formulas in written files is skipped.');

const { db } = await freshDatabase();
const workspace = await createTestWorkspace(db, 'T1');
const organization = await workspace.organization('Acme Ltd');

const formulas = [
  '=1+1',
  ' =1+1',
  'x;=1+1;y',
  'x\t=1+1',
  'x|=1+1',
  'a\n=1+1',
  'a\r\n=1+1',
  '"=1+1',
  'x;"=1+1',
  '+1+1',
  '-1+1',
  '@sum(1)',
  "'=1+1",
  'a\n;=1+1',
];

/** The separators of the import dialog by their codes; `44/59/9` is its default. */
const separators = ['44', '59', '9', '124', '44/59/9'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'endusers-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(program === null)('LibreOffice', () => {
  it.each(separators)('finds no formula in an export that it splits at %s', async (separator) => {
    await db.execute(sql`delete from end_user`);
    await db.execute(sql`
      insert into end_user (workspace_id, organization_id, title, notes)
      select 'T1', ${organization}, text, text from jsonb_array_elements_text(${JSON.stringify(formulas)}::jsonb) text`);
    const { csv } = await workspace.export();
    expect(await countFormulas(csv, separator)).toBe(0);
  });

  it.each(separators)('finds no formula in a problem file that it splits at %s', async (separator) => {
    const rows = formulas.map((text, i) => ({
      line: i + 2,
      uploaded: ['Ana', text],
      problem: `"${text}" is bad`,
    }));
    const header = { line: 1, header: ['name', 'x;=1+1'], columns: ['name' as const, null], ignored: [] };
    const pieces: Buffer[] = [];
    for await (const piece of writeProblemFile(header, 184, [rows])) pieces.push(piece);
    expect(await countFormulas(Buffer.concat(pieces), separator)).toBe(0);
  });

  it('would find one that is not protected', async () => {
    expect(await countFormulas('1,"x;=1+1;y"\r\n', '59')).toBe(1);
  });
});

function findLibreOffice(): string | null {
  for (const name of ['soffice', 'libreoffice']) {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' });
      return name;
    } catch {}
  }
  return null;
}

/** Opens a CSV file, saves it as a flat XML spreadsheet, and counts the formulas in it. */
async function countFormulas(csv: string | Buffer, separator: string): Promise<number> {
  const file = path.join(folder, 'file.csv');
  await writeFile(file, csv);
  await promisify(execFile)(program!, [
    '--headless',
    `-env:UserInstallation=file://${folder}/profile`,
    // Separators, the quote ", UTF-8, from line 1.
    `--infilter=Text - txt - csv (StarCalc):${separator},34,76,1`,
    '--convert-to',
    'fods',
    '--outdir',
    folder,
    file,
  ]);
  const saved = await readFile(path.join(folder, 'file.fods'), 'utf8');
  return saved.match(/table:formula=/g)?.length ?? 0;
}
