// The harsh mix: two processes, many imports at once, and a fault every 0.3 to 2 s until the last import is done.
//
// ENDUSERS_RUNS=10 is the full size: 200 imports, 60 at once. ENDUSERS_SEED repeats the faults of a run.
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { builtApp } from '../app/app-process.ts';
import { closeAtEnd } from '../app/close-at-end.ts';
import { randomFrom } from '../app/killed/draw.ts';
import { startTestSlack } from '../app/running-app.ts';
import { ownPostgres } from '../db/own-postgres.ts';
import { runs, seed } from '../runs.ts';
import { fleetHarms, postgresHarms, slackHarms, startHarms } from './faults.ts';
import { openFleet } from './fleet.ts';
import { addOrganization, expectNothingLost, runImports, secondsOf } from './imports.ts';
import { report, troublesIn } from './report.ts';

it('no import is lost, doubled, stuck, or dead-lettered', async () => {
  const seeded = seed();
  const random = randomFrom(seeded);
  const plan = { count: runs(20), atOnce: Math.min(60, runs(8)), rows: 20, patienceMs: 900_000 };
  const postgres = await ownPostgres();
  await migrate(postgres.url);
  const { db, close } = openDatabase(postgres.url, { name: 'test' });
  closeAtEnd(() => close(0));
  const fake = await startTestSlack({ retryWaitsMs: [250, 2_000, 5_000, 10_000, 20_000, 40_000, 80_000] });
  const program = builtApp();
  const fleet = await openFleet(fake, postgres.url, [program, program]);
  const organization = await addOrganization(fake, db);

  const begun = performance.now();
  const harms = { ...fleetHarms(fleet, random), ...postgresHarms(postgres), ...slackHarms(fake, random) };
  const stop = startHarms(harms, random);
  const done = await runImports(fake, organization, plan);
  const faults = await stop();
  fake.faults.clear();
  await expectNothingLost(fake, db, plan, done);
  const lines = fleet.output();
  report('harsh mix', {
    seed: seeded,
    imports: plan.count,
    atOnce: plan.atOnce,
    seconds: Math.round((performance.now() - begun) / 1_000),
    secondsPerImport: secondsOf(done),
    faults,
    largestMb: fleet.largestMb(),
    troubles: troublesIn(lines),
  });
  expect(lines).not.toContain('"level":60');
});
