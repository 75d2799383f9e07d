// Slack's file host sends something other than the file: nothing is concluded from it about the file.
import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { scopes } from './manifest.ts';
import { startTestApp } from './running-app.ts';
import { scrapeMetrics } from './scrape-metrics.ts';

const { app, db, fake, addOrganization, answer, botsIn, idle, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const csv = `customer_id,name\n${acme},Ana\n`;

afterEach(() => fake.faults.clear());

it('a share for which a web page came once is planned all the same', async () => {
  fake.faults.add({ method: 'download', answer: { webPage: true } });
  await answer(await share(dana, channel, csv), /1 new/);
});

it('a share for which only web pages come is reported in the end, also where nobody asked the bot', async () => {
  fake.faults.add({ method: 'download', times: Infinity, answer: { webPage: true } });
  const shared = await share(dana, channel, csv);
  // The time for which the app tries is over.
  await fake.until(async () => {
    const over = await db.execute(sql`
      update job set created_at = now() - interval '1 hour', failures = 7, run_at = now()
      where kind = 'prepare-import' and failures > 0 returning id`);
    return over.length > 0;
  });
  const { text } = await answer(shared, /can't be imported/);
  expect(text).toContain('Slack sent a web page instead of the file');
  expect(text).toContain('Nothing was changed');
  expect(text).toMatch(/Share the file again\. .*`[2-9A-Z]{4}-[2-9A-Z]{4}`/);
  const { sample } = await scrapeMetrics(app);
  expect(sample('endusers_refusals_total{code="not-delivered"}')).toBe(1);
  await db.execute(sql`delete from job where failed_at is not null`);
});

it('a missing permission is reported at once for what it is, and counted', async () => {
  const { teamId: workspace, token } = fake.app();
  fake.install({ workspace, token, scopes: scopes.filter((scope) => scope !== 'files:read') });
  try {
    const shared = await share(dana, channel, csv);
    const { text } = await answer(shared, /can't be imported/);
    expect(text).toContain('lacks the permission to read files (`files:read`)');
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
    const { sample } = await scrapeMetrics(app);
    expect(sample('endusers_refusals_total{code="missing-scope"}')).toBe(1);
  } finally {
    fake.install({ workspace, token, scopes });
  }
});

it('a web page that a member shared is refused by its content', async () => {
  const shared = await share(dana, dana.directMessages(), '<!DOCTYPE html><title>Ana</title>');
  expect((await answer(shared, /can't be imported/)).text).toContain('It is a web page, not a CSV file');
});
