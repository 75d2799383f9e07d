// The content of files never gets into the log, the metrics, or error messages, whatever fails.
import { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { afterAll, expect, it, vi } from 'vitest';
import { signatureHeaders } from '../../playground/fake-slack/fake-slack.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';
import { scrapeMetrics } from './scrape-metrics.ts';

const canary = 'CANARY';
const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
  vi.spyOn(console, name).mockImplementation(() => undefined),
);
afterAll(() => {
  for (const spy of consoles) spy.mockRestore();
});

let log = '';
const destination = new Writable({
  write(line, _, done) {
    log += line;
    done();
  },
});

const { db, url } = await freshDatabase();
const proxy = await startDatabaseProxy(url);
const fake = await startTestSlack();
const app = await startAppOn(fake, { DATABASE_URL: proxy.url }, openLog('debug', destination));
const { addOrganization, answer, applied, command, exported, postedFile, share } = conversationIn(fake);
const idle = idleOn(fake, db);
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, `${canary} Ltd`);
const csv = `customer_id,name,email,notes,phone\n${acme},${canary} Ana,${canary}@x.example,"${canary}\n    at ${canary}",+1 ${canary}\n${acme},Bo,${canary} nope,,\n`;
const file = { name: `${canary}.csv`, text: `${canary} org ${acme}` };

const asked = async (path: string): Promise<string> =>
  (await fetch(`http://127.0.0.1:${app.port}/${path}`)).text();

it('after a day of work with every kind of failure, they contain no private data', async () => {
  // Everything works.
  const shared = await share(dana, channel, csv, file);
  await postedFile(shared, /problems/);
  const result = await applied(dana, shared);
  await dana.click(result, { text: /^Undo/ });
  await answer(shared, /Undone by/);
  const wrong = [`${canary},x\n1,2\n`, `customer_id,name\n1,"${canary}\n`, `name\n${canary}\0\n`];
  const asking = { ...file, text: `<@${fake.app().botUserId}> ${canary}` };
  for (const content of [...wrong, `<html>${canary}`, `PK\u0003\u0004xl/${canary}`])
    await answer(await share(dana, channel, content, asking), /can't be imported/);
  await dana.click(await answer(await share(dana, channel, csv, file), /1 new/), { text: /^Cancel/ });
  await exported(dana, channel, `/endusers export "${canary} Ltd"`);

  // Each of Slack's methods fails.
  for (const method of [
    'chat.postMessage',
    'chat.update',
    'download',
    'upload',
    'files.info',
    'users.info',
  ]) {
    fake.faults.add({ method, answer: { status: 500 } });
  }
  fake.faults.add({ method: 'chat.update', answer: { error: 'invalid_blocks' } });
  fake.faults.add({ method: 'response_url', answer: { status: 500 } });
  fake.faults.add({ method: 'files.completeUploadExternal', answer: 'reset' });
  // Several at once: a single job would run into all the failures, with longer and longer pauses.
  const shares = await Promise.all([1, 2, 3, 4].map(() => share(dana, channel, csv, file)));
  await Promise.all(shares.map((each) => postedFile(each, /problems/)));
  await command(fake.member('lee'), channel, `/endusers orgs ${canary}`);
  fake.faults.clear();

  // What a member typed, and the answer to it, while the answer can't be posted.
  fake.faults.add({ method: 'chat.postMessage', answer: { status: 500 } });
  const typed = dana.post({ channel: dana.directMessages(), text: `find ${canary} Refused` });
  await fake.until(() =>
    fake.messages(typed.channel).find(({ botId, text }) => botId && text.includes('Refused')),
  );

  // Postgres refuses a row, and its error contains the whole row.
  const refused = await share(dana, channel, csv.replaceAll('Ana', 'Refused'), file);
  const plan = await answer(refused, /1 new/);
  await db.execute(
    sql`alter table end_user add constraint no_more check (name not like '%Refused') not valid`,
  );
  await dana.click(plan, { text: /^Apply/ });
  await expect.poll(() => log).toContain('no_more');
  await db.execute(sql`alter table end_user drop constraint no_more`);
  await answer(refused, /1 created/);

  // The database is away.
  proxy.cut();
  const apology = await command(dana, channel, `/endusers org add ${canary} Inc`);
  expect(apology).toContain('something broke');
  expect(apology).not.toContain(canary);
  const health = await Promise.all(['healthz', 'readyz'].map(asked));
  expect(health[1]).toContain('"database":false');
  const unheard = await share(dana, channel, csv, file);
  await fake.until(() =>
    fake.deliveries().some(({ retry, payload }) => retry && JSON.stringify(payload).includes(unheard.ts)),
  );
  proxy.restore();
  await idle();

  // Requests that Slack did not send, or broken ones.
  for (const [body, secret] of [
    [`${canary} is no JSON`, fake.signingSecret],
    [`{"text":"${canary}"}`, 'a wrong secret'],
    [
      JSON.stringify({ type: 'event_callback', event: { type: 'message', text: canary } }),
      fake.signingSecret,
    ],
  ] as const) {
    const headers = {
      'content-type': 'application/json',
      ...signatureHeaders(secret, body, Math.floor(Date.now() / 1000)),
    };
    await fetch(`http://127.0.0.1:${app.port}/slack/events`, { method: 'POST', headers, body });
  }

  expect(log).toContain('a job failed and will be retried');
  expect(log).toContain('a command failed');
  expect(log).toContain('an event failed');
  for (const step of ['read', 'planned', 'applied', 'undone', 'refused', 'cancelled'])
    expect(log).toContain(`"msg":"import ${step}"`);
  expect(log).toContain('"msg":"export written"');
  const { text: metrics } = await scrapeMetrics(app);
  expect(metrics).toContain('endusers_steps_total{step="import refused"} 5');
  const told = [...log.split('\n'), ...metrics.split('\n'), ...health];
  // Neither names of members nor secrets.
  const secrets = [
    canary,
    fake.app().token,
    fake.signingSecret,
    fake.clientSecret,
    new URL(proxy.url).password,
  ];
  const kept = new RegExp(`${secrets.filter(Boolean).join('|')}|v0=[0-9a-f]{64}|\\bdana\\b`, 'i');
  expect(told.filter((logged) => kept.test(logged))).toEqual([]);
  expect(consoles.flatMap((spy) => spy.mock.calls)).toEqual([]);
});

it('no message to a member contains a stack', () => {
  const said = [...fake.messages(channel), ...dana.ephemerals(), ...fake.ephemerals('lee')];
  expect(said.length).toBeGreaterThan(10);
  const frames = said.filter(
    ({ user, text }) => user !== dana.id && /\n\s*at (?!CANARY)|node:internal|\.ts:\d+/.test(text),
  );
  expect(frames.map(({ text }) => text)).toEqual([]);
});
