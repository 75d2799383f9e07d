// Clocks that jump. The clock of each process jumps up to four minutes ahead and back (further off, it rejects requests
// from Slack as forged), and that of Postgres up to an hour, by the moments in its rows of jobs.
//
// The system's own clock stays: `now()` in Postgres can't be changed without root or faketime. ENDUSERS_RUNS=10 is the
// full size: 200 imports.
import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, inject, it } from 'vitest';
import { builtApp } from '../app/app-process.ts';
import { randomFrom } from '../app/killed/draw.ts';
import { startTestSlack } from '../app/running-app.ts';
import { freshDatabase } from '../database.ts';
import { runs, seed } from '../runs.ts';
import { startHarms } from './faults.ts';
import { openFleet } from './fleet.ts';
import { addOrganization, expectNothingLost, runImports, secondsOf } from './imports.ts';
import { report, troublesIn } from './report.ts';

it('imports are neither lost nor doubled when clocks jump', async () => {
  const seeded = seed();
  const random = randomFrom(seeded);
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack({ retryWaitsMs: [250, 2_000, 5_000, 10_000] });
  const program = builtApp();
  const folder = await mkdtemp(path.join(inject('scratchFolder'), 'clock-'));
  const clocks = ['first', 'second'].map((name) => path.join(folder, name));
  for (const clock of clocks) await writeFile(clock, '0');
  const preload = path.resolve(import.meta.dirname, 'shifted-clock.mjs');
  const programs = clocks.map((clock) => ({
    ...program,
    args: [
      '--import',
      `data:text/javascript,globalThis.clockFile=${JSON.stringify(clock)}`,
      '--import',
      preload,
      ...program.args,
    ],
  }));
  const fleet = await openFleet(fake, url, programs);
  const organization = await addOrganization(fake, db);

  const shift = (ms: number) => Math.round((random() - 0.5) * 2 * ms);
  const stop = startHarms(
    {
      process: [2, () => writeFile(clocks[Math.floor(random() * 2)]!, String(shift(240_000)))],
      // Ahead, running jobs seem abandoned; back, those of a dead process seem to be in work.
      leases: [
        1,
        () =>
          db.execute(sql`update job set leased_until = leased_until + make_interval(secs => ${shift(3_600)})
          where leased_until is not null`),
      ],
    },
    random,
  );
  const plan = { count: runs(20), atOnce: 8, rows: 20, patienceMs: 600_000 };
  const begun = performance.now();
  const done = await runImports(fake, organization, plan);
  const faults = await stop();
  await expectNothingLost(fake, db, plan, done);
  const lines = fleet.output();
  report('clock jumps', {
    seed: seeded,
    imports: plan.count,
    seconds: Math.round((performance.now() - begun) / 1_000),
    secondsPerImport: secondsOf(done),
    faults,
    troubles: troublesIn(lines),
  });
  expect(lines).not.toContain('"level":60');
});
