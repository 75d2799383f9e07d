// Socket Mode under faults: sockets that break and that Slack renews, kills, pauses, cut connections, faults of Slack.
//
// Slack delivers at most once over a socket: what is lost is found in its history. ENDUSERS_RUNS=10 is the full size.
import { it } from 'vitest';
import { builtApp } from '../app/app-process.ts';
import { randomFrom } from '../app/killed/draw.ts';
import { settingsFor, startTestSlack } from '../app/running-app.ts';
import { freshDatabase } from '../database.ts';
import { runs, seed } from '../runs.ts';
import { fleetHarms, slackHarms } from './faults.ts';
import { openFleet } from './fleet.ts';
import { runUnderHarms } from './run-under-harms.ts';

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
  const sockets = {
    drop: [3, async () => fake.socket.drop()],
    renew: [2, async () => fake.socket.disconnect('refresh_requested')],
  } as const;
  const harms = { ...fleetHarms(fleet, random), ...slackHarms(fake, random), ...sockets };
  const plan = { count: runs(20), atOnce: Math.min(60, runs(8)), rows: 20, patienceMs: 900_000 };
  await runUnderHarms({ name: 'Socket Mode', fake, db, fleet, plan, harms, seed: seeded, random });
});
