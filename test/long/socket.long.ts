// Socket Mode under faults: sockets that break and that Slack renews, kills, pauses, cut connections, faults of Slack.
//
// Slack delivers at most once over a socket: what is lost is found in its history. ENDUSERS_RUNS=10 is the full size.
import { expect, it } from 'vitest';
import { builtApp } from '../app/app-process.ts';
import { randomFrom } from '../app/killed/draw.ts';
import { settingsFor, startTestSlack } from '../app/running-app.ts';
import { freshDatabase } from '../database.ts';
import { runs, seed } from '../runs.ts';
import { fleetHarms, slackHarms, startHarms } from './faults.ts';
import { openFleet } from './fleet.ts';
import { addOrganization, expectNothingLost, runImports, secondsOf } from './imports.ts';
import { report, troublesIn } from './report.ts';

it('no import is lost or doubled over sockets that break', async () => {
  const seeded = seed();
  const random = randomFrom(seeded);
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack({ retryWaitsMs: [250, 2_000, 5_000, 10_000, 20_000] });
  const { SLACK_SIGNING_SECRET: _, ...settings } = settingsFor(fake);
  const program = builtApp();
  const fleet = await openFleet(fake, url, [program, program], {
    ...settings,
    SLACK_APP_TOKEN: fake.appToken,
  });
  const organization = await addOrganization(fake, db);
  const sockets = {
    drop: [3, async () => fake.socket.drop()],
    renew: [2, async () => fake.socket.disconnect('refresh_requested')],
  } as const;
  const harms = { ...fleetHarms(fleet, random), ...slackHarms(fake, random), ...sockets };
  const stop = startHarms(harms, random);
  const plan = { count: runs(20), atOnce: Math.min(60, runs(8)), rows: 20, patienceMs: 900_000 };
  const begun = performance.now();
  const done = await runImports(fake, organization, plan);
  const faults = await stop();
  fake.faults.clear();
  await expectNothingLost(fake, db, plan, done);
  const lines = fleet.output();
  report('Socket Mode', {
    seed: seeded,
    imports: plan.count,
    atOnce: plan.atOnce,
    seconds: Math.round((performance.now() - begun) / 1_000),
    secondsPerImport: secondsOf(done),
    faults,
    troubles: troublesIn(lines),
    largestMb: fleet.largestMb(),
  });
  expect(lines).not.toContain('"level":60');
});
