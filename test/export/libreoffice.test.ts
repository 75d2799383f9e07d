// What a real spreadsheet makes of the files that we write: LibreOffice opens them in each way in which people open them,
// and saves them again without an edit.
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
import { cellsThatSpreadsheetsConvert } from './converted-cells.ts';

const program = findLibreOffice();
if (program === null)
  console.info('LibreOffice is not installed: the tests of what it makes of written files are skipped.');

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

/** Language (Microsoft's ids), and whether LibreOffice looks for dates, times, currencies, percentages, and booleans. */
const ways = [
  ['en-US', 1033, false],
  ['en-US', 1033, true],
  ['de-DE', 1031, false],
  ['de-DE', 1031, true],
  ['fr-FR', 1036, true],
  ['en-GB', 2057, true],
] as const;

describe.skipIf(program === null)(
  'an export that LibreOffice saves again without an edit changes nothing',
  () => {
    it.each(ways)('in %s (%i), special numbers: %s', async (_, language, isSpecial) => {
      await db.execute(sql`delete from end_user`);
      // In columns that hold any text, so that only the comparison can tell.
      await db.execute(sql`
      insert into end_user (workspace_id, organization_id, name, title, notes)
      select 'T1', ${organization}, 'Row ' || at, text, text
      from jsonb_array_elements_text(${JSON.stringify(cellsThatSpreadsheetsConvert)}::jsonb) with ordinality as t (text, at)
      order by at`);
      const base = await workspace.export();
      const saved = await saveAgain(base.csv, language, isSpecial);
      expect(saved).not.toBe(base.csv);
      const { plan } = await workspace.plan(saved, { base });
      expect(plan.changes).toEqual([]);
      expect(plan).toMatchObject({ updated: 0, created: 0, leftOut: 0, choiceCounts: { conflicts: 0 } });
      expect(plan.damagedCells).toBeGreaterThan(100);
    });
  },
);

it('what LibreOffice has once made of such cells counts as damage', async () => {
  const recorded = path.join(import.meta.dirname, '../fixtures/libreoffice-conversions.json');
  const rows = await db.execute<{ pair: string; damage: string | null }>(sql`
    select pair, spreadsheet_damage(pair ->> 0, pair ->> 1) as damage
    from jsonb_array_elements(${await readFile(recorded, 'utf8')}::jsonb) pair`);
  expect(rows.length).toBeGreaterThan(300);
  expect(rows.filter(({ damage }) => damage === null)).toEqual([]);
});

/** Opens a CSV file and saves it as CSV. */
async function saveAgain(csv: string, language: number, isSpecial: boolean): Promise<string> {
  const file = path.join(folder, 'again.csv');
  await writeFile(file, csv);
  const options = `44,34,76,1,,${language},false,${isSpecial},true`;
  await promisify(execFile)(program!, [
    '--headless',
    `-env:UserInstallation=file://${folder}/profile`,
    `--infilter=Text - txt - csv (StarCalc):${options}`,
    '--convert-to',
    `csv:Text - txt - csv (StarCalc):${options}`,
    '--outdir',
    path.join(folder, 'saved'),
    file,
  ]);
  return readFile(path.join(folder, 'saved', 'again.csv'), 'utf8');
}

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
