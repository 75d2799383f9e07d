// The harsh mix: two processes, many imports at once, and a fault every 0.3 to 2 s until the last import is done.
//
// ENDUSERS_RUNS=10 is the full size: 200 imports, 60 at once. ENDUSERS_SEED repeats the faults of a run.
import { it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { builtApp } from '../app/app-process.ts';
import { closeAtEnd } from '../app/close-at-end.ts';
import { randomFrom } from '../app/killed/draw.ts';
import { startTestSlack } from '../app/running-app.ts';
import { ownPostgres } from '../db/own-postgres.ts';
import { runs, seed } from '../runs.ts';
import { fleetHarms, postgresHarms, slackHarms } from './faults.ts';
import { openFleet } from './fleet.ts';
import { runUnderHarms } from './run-under-harms.ts';

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

  const harms = { ...fleetHarms(fleet, random), ...postgresHarms(postgres), ...slackHarms(fake, random) };
  await runUnderHarms({ name: 'harsh mix', fake, db, fleet, plan, harms, seed: seeded, random });
});
