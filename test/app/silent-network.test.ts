// The network to the database drops connections without a word while members work: the app notices, opens new ones, and
// nothing is lost or done twice.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { type Silence, startDatabaseProxy } from './database-proxy.ts';
import { createTestLog } from './log-lines.ts';
import type { Statement } from './postgres-statements.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';
import { scrapeMetrics } from './scrape-metrics.ts';

const both: readonly Silence[] = ['swallows', 'acknowledges'];

/** Five seconds until the silence is noticed, a few for the job's next try, and a lot of room. */
const patience = { timeoutMs: 60_000 };

describe.each(both)('a network that %s what is sent on existing connections', async (how) => {
  const { db, url } = await freshDatabase();
  let watch: (statement: Statement) => 'pass' = () => 'pass';
  const proxy = await startDatabaseProxy(url, (statement) => watch(statement));
  const fake = await startTestSlack({ retryWaitsMs: [0, 500, 2_000, 5_000] });
  const { lines, log } = createTestLog();
  const app = await startAppOn(fake, { DATABASE_URL: proxy.url }, log);
  const { addOrganization, applied, botsIn, command, share } = conversationIn(fake);
  const idle = idleOn(fake, db);
  const dana = fake.member('dana');
  const channel = 'end-users';
  const acme = await addOrganization(dana, 'Acme Ltd');

  const alive: number[] = [];
  const asked = setInterval(async () => {
    alive.push((await fetch(`http://127.0.0.1:${app.port}/healthz`)).status);
  }, 500);
  beforeEach(() => {
    watch = () => 'pass';
    return () => clearInterval(asked);
  });
  afterEach(() => expect(new Set(alive)).toEqual(new Set([200])));

  const noticed = () => lines.filter(({ msg }) => msg.includes('opened new ones')).length;

  /** The network falls silent when the app sends such a statement, once. Resolves then. */
  function silentAt(text: RegExp): Promise<number> {
    return new Promise((resolve) => {
      watch = (statement) => {
        if (!text.test(statement.text)) return 'pass';
        watch = () => 'pass';
        setImmediate(() => {
          proxy.silence(how);
          resolve(performance.now());
        });
        return 'pass';
      };
    });
  }

  async function answersAgain(since: number): Promise<void> {
    await expect
      .poll(() => command(dana, channel, '/endusers orgs').catch(() => ''), { timeout: 40_000 })
      .toContain('Acme Ltd');
    console.log(`${how}: answers again after ${Math.round(performance.now() - since)} ms`);
  }

  let file = 0;
  const rows = 2_000;
  const people = () => {
    file += 1;
    const row = (i: number) => `${acme},Person ${i},person${i}@file${file}.example`;
    return `customer_id,name,email\n${Array.from({ length: rows }, (_, i) => row(i)).join('\n')}\n`;
  };
  const ofNewestFile = async () =>
    (
      await db.execute(sql`
        select count(*)::integer as all, count(distinct email)::integer as different
        from end_user where email like ${`%@file${file}.example`}`)
    )[0];
  const said = (shared: Message, text: RegExp) =>
    fake.until(() => botsIn(shared).find((message) => text.test(message.text)), {
      ...patience,
      what: `${text}`,
    });

  it('while nothing else happens: commands are answered again', async () => {
    await command(dana, channel, '/endusers orgs');
    const before = noticed();
    proxy.silence(how);
    await answersAgain(performance.now());
    // A new connection may have answered before the monitor's next look.
    await expect.poll(noticed, { timeout: 20_000 }).toBe(before + 1);
    const sample = (await scrapeMetrics(app)).sample('endusers_database_connections_replaced_total');
    expect(sample).toBe(noticed());
  });

  it('while a file is read, applied, and undone: the work ends as if nothing had happened', async () => {
    /** Resolves with the message when the work is done that the silence has interrupted. */
    async function doneIn(stage: string, since: number, shared: Message, text: RegExp): Promise<Message> {
      await answersAgain(since);
      const message = await said(shared, text);
      console.log(`${how}, ${stage}: done after ${Math.round(performance.now() - since)} ms`);
      return message;
    }
    const reads = silentAt(/^copy "staging"/);
    const shared = await share(dana, channel, people());
    const plan = await doneIn('reading', await reads, shared, /Apply to 2,000 end users/);
    const applies = silentAt(/^insert into end_user/);
    await dana.click(plan, { text: /^Apply/ });
    const result = await doneIn('applying', await applies, shared, /2,000 created/);
    expect(await ofNewestFile()).toEqual({ all: rows, different: rows });
    const undoes = silentAt(/^(with removed|delete from end_user)/);
    await dana.click(result, { text: /^Undo/ });
    await doneIn('undoing', await undoes, shared, /Undone by/);
    await idle();
    expect(await ofNewestFile()).toEqual({ all: 0, different: 0 });
    expect(botsIn(shared)).toHaveLength(1);
  }, 200_000);

  it('while a job is claimed, and while it ends: neither its lock nor that of the next one stays', async () => {
    for (const statement of [/with recursive/, /^\s*delete from job/]) {
      const held = silentAt(statement);
      const shared = await share(dana, channel, people());
      await answersAgain(await held);
      const plan = await said(shared, /Apply to 2,000 end users/);
      await dana.click(plan, { text: /^Apply/ });
      await said(shared, /2,000 created/);
      await idle();
    }
  }, 200_000);

  it('with no network at all for a while: it goes on when the network is back', async () => {
    const shared = await share(dana, channel, people());
    const plan = await said(shared, /Apply to 2,000 end users/);
    await dana.click(plan, { text: /^Apply/ });
    proxy.loseNetwork(how);
    await expect
      .poll(async () => (await fetch(`http://127.0.0.1:${app.port}/readyz`)).status, { timeout: 30_000 })
      .toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    proxy.restore();
    await answersAgain(performance.now());
    // The click may have been lost with the network; Slack told the member so.
    if ((await db.execute(sql`select from import where state = 'planned'`)).length > 0)
      await applied(dana, shared);
    await said(shared, /2,000 created/);
    await idle();
    expect(await ofNewestFile()).toEqual({ all: rows, different: rows });
    expect(botsIn(shared)).toHaveLength(1);
  }, 120_000);
});

it('where new connections are answered, and none of the queue is for a minute, liveness fails', async () => {
  let deaf = false;
  const proxy = await startDatabaseProxy((await freshDatabase()).url, ({ from }) =>
    deaf && from === 'endusers queue' ? new Promise(() => undefined) : 'pass',
  );
  const fake = await startTestSlack();
  const { lines, log } = createTestLog();
  const app = await startAppOn(fake, { DATABASE_URL: proxy.url }, log);
  const alive = async () => (await fetch(`http://127.0.0.1:${app.port}/healthz`)).status;
  expect(await alive()).toBe(200);
  deaf = true;
  await expect.poll(alive, { timeout: 120_000, interval: 1_000 }).toBe(503);
  expect(lines.filter(({ msg }) => msg.includes('must be restarted'))).toHaveLength(1);
  deaf = false;
}, 180_000);
