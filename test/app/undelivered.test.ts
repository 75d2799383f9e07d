// Slack's file host sends something other than the file: nothing is concluded from it about the file.
import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { scopes } from './manifest.ts';
import { startTestApp } from './running-app.ts';
import { scrapeMetrics } from './scrape-metrics.ts';

const { app, db, fake, addOrganization, answer, botsIn, idle, privately, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const csv = `customer_id,name\n${acme},Ana\n`;

afterEach(() => fake.faults.clear());

it('a share for which a web page came once is planned all the same', async () => {
  fake.faults.add({ method: 'download', answer: { webPage: true } });
  await answer(await share(dana, channel, csv), /1 new/);
});

it.each([404, 410, 503])(
  'a share for which the file host answers %i once is planned all the same',
  async (status) => {
    fake.faults.add({ method: 'download', answer: { status } });
    await answer(await share(dana, channel, csv), /1 new/);
  },
);

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

/** Lets the time pass for which the app tries to read the file. */
async function giveUp(shared: Message): Promise<void> {
  await fake.until(async () => {
    const over = await db.execute(sql`
      update job set created_at = now() - interval '1 hour', failures = 7, run_at = now()
      where kind = 'prepare-import' and failures > 0 and leased_until is null
        and (payload ->> 'importId')::bigint = (select id from import where share_ts = ${shared.ts}) returning id`);
    return over.length > 0;
  });
}

it.each([
  [
    'the file host redirects to a sign-in page elsewhere',
    { method: 'download', answer: { redirect: 'https://elsewhere.example/sso' } },
    "Slack sent an address that is not one of Slack's",
  ],
  [
    'files.info fails',
    { method: 'files.info', answer: { error: 'invalid_arguments' } },
    'Slack did not say where the file is',
  ],
] as const)('a share that nobody asked the bot about is reported, if %s', async (_, fault, words) => {
  fake.faults.add({ ...fault, times: Infinity });
  const shared = await share(dana, channel, csv);
  await giveUp(shared);
  expect((await answer(shared, /can't be imported/)).text).toContain(words);
  await db.execute(sql`delete from job where failed_at is not null`);
});

it.each([
  ['the file host answers with 403', { method: 'download', answer: { status: 403 } }, 'status 403'],
  ['files.info says so', { method: 'files.info', answer: { error: 'access_denied' } }, '`access_denied`'],
] as const)('a file that Slack refuses to give is reported at once, if %s', async (_, fault, words) => {
  const counted = async () =>
    (await scrapeMetrics(app)).sample('endusers_refusals_total{code="access-denied"}') ?? 0;
  const before = await counted();
  fake.faults.add({ ...fault, times: Infinity });
  const { text } = await answer(await share(dana, channel, csv), /can't be imported/);
  expect(text).toContain(words);
  expect(text).toContain('which rule keeps apps from reading files');
  expect(await counted()).toBe(before + 1);
});

it('a missing permission is counted and the member is told, also if they may not import', async () => {
  const { teamId: workspace, token } = fake.app();
  fake.install({ workspace, token, scopes: scopes.filter((scope) => scope !== 'files:read') });
  const count = async () =>
    (await scrapeMetrics(app)).sample('endusers_refusals_total{code="missing-scope"}') ?? 0;
  const before = await count();
  await db.execute(sql`update workspace set default_role = 'none'`);
  try {
    const lee = fake.member('lee');
    await share(lee, channel, csv);
    await privately(lee, /You need the role edit/);
    expect(await count()).toBe(before + 1);
  } finally {
    fake.install({ workspace, token, scopes });
    await db.execute(sql`update workspace set default_role = 'edit'`);
  }
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
    expect(sample('endusers_refusals_total{code="missing-scope"}')).toBe(2);
  } finally {
    fake.install({ workspace, token, scopes });
  }
});

it('a web page that a member shared is refused by its content', async () => {
  const shared = await share(dana, dana.directMessages(), '<!DOCTYPE html><title>Ana</title>');
  expect((await answer(shared, /can't be imported/)).text).toContain('It is a web page, not a CSV file');
});

it('a share that nobody asked the bot about is reported, if its download always makes room for others', async () => {
  fake.faults.add({ method: 'download', times: Infinity, answer: 'hang' });
  const shared = await share(dana, channel, csv);
  // More than there are slots, so that some always wait.
  for (let n = 0; n < 8; n++) await share(dana, channel, csv);
  await giveUp(shared);
  const { text } = await answer(shared, /can't be imported/);
  expect(text).toContain('the download made no progress');
});
