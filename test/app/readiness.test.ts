// While the app starts and waits for the database or Slack, its port is open and shows what is missing.
import { describe, expect, it } from 'vitest';
import { signatureHeaders } from '../../playground/fake-slack/fake-slack.ts';
import { freshDatabase } from '../database.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { createTestLog } from './log-lines.ts';
import { startAppOn, startTestSlack } from './running-app.ts';
import { scrapeMetrics } from './scrape-metrics.ts';

const { url } = await freshDatabase();
const fake = await startTestSlack();

/** Starts the app, and resolves as soon as its port is open. `started` resolves when the app is ready. */
async function startingApp(env: Record<string, string>) {
  const { lines, log } = createTestLog();
  const started = startAppOn(fake, { DATABASE_URL: url, ...env }, log);
  await expect.poll(() => lines.find(({ msg }) => msg.includes('the port is open'))).toBeDefined();
  const port = lines[0]!.port as number;
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`);
    const { parts } = (await response.json()) as { parts: unknown };
    return { status: response.status, parts };
  };
  return { started, port, ask };
}

const ways = [
  ['over HTTP', {}],
  ['over Socket Mode', { SLACK_SIGNING_SECRET: '', SLACK_APP_TOKEN: fake.appToken }],
] as const;

describe.each(ways)('%s', (_, env) => {
  it('the app is up, not ready, and has metrics while the database is away', async () => {
    const proxy = await startDatabaseProxy(url);
    proxy.cut();
    const { started, port, ask } = await startingApp({ ...env, DATABASE_URL: proxy.url });
    expect(await ask('healthz')).toMatchObject({ status: 200 });
    expect(await ask('readyz')).toEqual({
      status: 503,
      parts: { database: false, queue: false, slack: false },
    });
    const { sample } = await scrapeMetrics({ port });
    expect(sample('endusers_database_up')).toBe(0);
    expect(sample('endusers_ready{part="database"}')).toBe(0);
    proxy.restore();
    const app = await started;
    expect(await ask('readyz')).toMatchObject({ status: 200 });
    const after = await scrapeMetrics(app);
    expect(after.sample('endusers_database_up')).toBe(1);
    expect(after.sample('endusers_ready{part="slack"}')).toBe(1);
    await app.stop();
  });

  it('the app shows what is missing while Slack is away', async () => {
    const restore = fake.faults.add({ method: 'auth.test', times: Infinity, answer: { status: 503 } });
    const { started, ask } = await startingApp(env);
    const waiting = { status: 503, parts: { database: true, queue: false, slack: false } };
    await expect.poll(() => ask('readyz')).toEqual(waiting);
    restore();
    await (await started).stop();
  });
});

it('events are answered with a 503, so that Slack retries them', async () => {
  const proxy = await startDatabaseProxy(url);
  proxy.cut();
  const { started, port } = await startingApp({ DATABASE_URL: proxy.url });
  const body = JSON.stringify({ type: 'url_verification', challenge: 'heard' });
  const send = () =>
    fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...signatureHeaders(fake.signingSecret, body, Math.floor(Date.now() / 1000)),
      },
      body,
    });
  expect((await send()).status).toBe(503);
  expect((await scrapeMetrics({ port })).sample('endusers_requests_refused_total{because="starting"}')).toBe(
    1,
  );
  proxy.restore();
  await started;
  expect((await send()).status).toBe(200);
});
