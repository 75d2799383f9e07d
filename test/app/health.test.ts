// The health checks for operators: whether the app is up, and whether it is ready to work.
import { afterEach, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { createTestLog } from './log-lines.ts';
import { startAppOn, startTestSlack } from './running-app.ts';
import { scrapeMetrics } from './scrape-metrics.ts';

const proxy = await startDatabaseProxy((await freshDatabase()).url);
const fake = await startTestSlack();
const { lines, log } = createTestLog();
const app = await startAppOn(fake, { DATABASE_URL: proxy.url }, log);

async function ask(path: string): Promise<{ status: number; parts: unknown }> {
  const response = await fetch(`http://127.0.0.1:${app.port}/${path}`);
  const { parts } = (await response.json()) as { parts: unknown };
  return { status: response.status, parts };
}

const ready = { status: 200, parts: { database: true, queue: true, slack: true } };

afterEach(async () => {
  proxy.restore();
  fake.faults.clear();
  await expect.poll(() => ask('readyz')).toEqual(ready);
});

it('is up and ready', async () => {
  expect(await ask('healthz')).toMatchObject({ status: 200 });
  expect(await ask('readyz')).toEqual(ready);
});

it('is up but not ready while the database is away, and ready again when it is back', async () => {
  proxy.cut();
  expect(await ask('healthz')).toMatchObject({ status: 200 });
  expect(await ask('readyz')).toMatchObject({ status: 503, parts: { database: false, slack: true } });
  await expect.poll(() => ask('readyz'), { interval: 500 }).toMatchObject({ parts: { queue: false } });
});

it('is not ready while Slack is away', async () => {
  fake.faults.add({ method: 'auth.test', times: Infinity, answer: { status: 500 } });
  expect(await ask('readyz')).toMatchObject({ status: 503, parts: { database: true, slack: false } });
});

it('is not ready while Slack does not answer at all', async () => {
  fake.faults.add({ method: 'auth.test', times: Infinity, answer: 'hang' });
  expect(await ask('readyz')).toMatchObject({ status: 503, parts: { slack: false } });
});

it('is not ready with a token that Slack has revoked', async () => {
  fake.faults.add({ method: 'auth.test', times: Infinity, answer: { error: 'token_revoked' } });
  expect(await ask('readyz')).toMatchObject({ status: 503, parts: { slack: false } });
});

it('logs once that a part is not usable and why, and once that it is again; the metrics show it, too', async () => {
  fake.faults.add({ method: 'auth.test', times: Infinity, answer: { error: 'account_inactive' } });
  const from = lines.length;
  expect((await scrapeMetrics(app)).sample('endusers_ready{part="slack"}')).toBe(0);
  expect((await scrapeMetrics(app)).sample('endusers_ready{part="database"}')).toBe(1);
  fake.faults.clear();
  await ask('readyz');
  await ask('readyz');
  expect((await scrapeMetrics(app)).sample('endusers_ready{part="slack"}')).toBe(1);
  const told = lines.slice(from).filter(({ part }) => part === 'slack');
  expect(told).toMatchObject([
    { level: 40, msg: 'health check failed', err: { slack: 'account_inactive' } },
    { level: 30, msg: 'health check passes again' },
  ]);
});
