// A process of an old version next to one of this version, on one database, as during an upgrade: both do the work.
//
// ENDUSERS_OLD names another commit; ENDUSERS_RUNS=10 is the full size: 200 imports.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { builtApp } from '../app/app-process.ts';
import { closeAtEnd } from '../app/close-at-end.ts';
import { startTestSlack } from '../app/running-app.ts';
import { freshDatabase } from '../database.ts';
import { runs } from '../runs.ts';
import { openFleet } from './fleet.ts';
import { addOrganization, expectNothingLost, runImports, secondsOf } from './imports.ts';
import { report, troublesIn } from './report.ts';

const old = process.env.ENDUSERS_OLD ?? 'f33a850';
const git = (...args: string[]) => execFileSync('git', args, { stdio: ['ignore', 'pipe', 'ignore'] });

/** A folder with that version, which shares the packages of this one; null where the history is missing. */
async function checkOut(commit: string): Promise<string | null> {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'endusers-old-')), 'app');
  try {
    git('worktree', 'add', '--detach', folder, commit);
  } catch {
    return null;
  }
  closeAtEnd(() => git('worktree', 'remove', '--force', folder));
  const modules = path.join(folder, 'node_modules');
  if (!existsSync(modules)) await symlink(path.resolve('node_modules'), modules);
  return folder;
}

it('an old version and this one share the work, and nothing is lost', async ({ skip }) => {
  const folder = await checkOut(old);
  if (!folder) return skip(`the history of this clone doesn't have commit ${old}`);
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack({ retryWaitsMs: [250, 2_000, 5_000] });
  const program = builtApp();
  const fleet = await openFleet(fake, url, [
    program,
    { args: ['--import', 'tsx', 'src/main.ts'], cwd: folder },
  ]);
  const organization = await addOrganization(fake, db);
  const plan = { count: runs(20), atOnce: 8, rows: 20, patienceMs: 600_000 };
  const begun = performance.now();
  const done = await runImports(fake, organization, plan);
  await expectNothingLost(fake, db, plan, done);
  const lines = fleet.output();
  report('two versions', {
    old,
    imports: plan.count,
    seconds: Math.round((performance.now() - begun) / 1_000),
    secondsPerImport: secondsOf(done),
    troubles: troublesIn(lines),
  });
  expect(lines).not.toContain('"level":60');
});
