// What Slack sends besides events: that it holds back events, and checks of the certificate.
import { expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { closeAtEnd } from './close-at-end.ts';
import { settingsFor, startAppOn, startTestApp, startTestSlack } from './running-app.ts';
import { scrapeMetrics } from './scrape-metrics.ts';

async function startOverSocket() {
  const { url } = await freshDatabase();
  const fake = await startTestSlack();
  const { SLACK_SIGNING_SECRET: _, ...settings } = settingsFor(fake);
  const config = readConfig({ ...settings, SLACK_APP_TOKEN: fake.appToken, DATABASE_URL: url });
  const app = await startApp(config, openLog('silent'));
  closeAtEnd(() => app.stop());
  return { fake, app };
}

it.each([
  ['HTTP', startTestApp],
  ['Socket Mode', startOverSocket],
])('over %s, held-back events are acknowledged and counted', async (_, start) => {
  const { fake, app } = await start();
  const body = { type: 'app_rate_limited', team_id: fake.app().teamId, minute_rate_limited: 1518467820 };
  expect(await fake.repeatEvent({ ...body, api_app_id: 'A0ENDUSERS' })).toMatchObject({ status: 200 });
  expect((await scrapeMetrics(app)).sample('endusers_events_rate_limited_total')).toBe(1);
});

it('a check of the certificate is answered without a signature, and nothing else is', async () => {
  const { url } = await freshDatabase();
  const { port } = await startAppOn(await startTestSlack(), { DATABASE_URL: url });
  const events = `http://127.0.0.1:${port}/slack/events`;
  const form = (body: string) => fetch(events, { method: 'POST', body: new URLSearchParams(body) });
  const statusOf = async (response: Promise<Response>) => (await response).status;
  expect(await statusOf(fetch(`${events}?ssl_check=1&token=x`))).toBe(200);
  expect(await statusOf(fetch(events))).toBe(404);
  expect(await statusOf(form('ssl_check=1&token=x'))).toBe(200);
  expect(await statusOf(form('command=/endusers&text=help'))).toBe(401);
  expect(await statusOf(form(`ssl_check=1&token=${'x'.repeat(1_000)}`))).toBe(401);
});
