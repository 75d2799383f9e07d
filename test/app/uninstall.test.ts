// A workspace uninstalls the app: tokens are deleted, jobs end silently, and the data stays.
import { Writable } from 'node:stream';
import { WebClient } from '@slack/web-api';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { openLog } from '../../src/log.ts';
import { enqueue } from '../../src/queue/queue.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { addTenant, browserAt, install, startAppForMany, type Tenant } from './many-workspaces.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

let log = '';
const destination = new Writable({
  write(line, _, done) {
    log += line;
    done();
  },
});

const { db, url, inWorkspace } = await freshDatabase();
const fake = await startTestSlack({ seed: 'none' });
const app = await startAppForMany(fake, { DATABASE_URL: url }, openLog('info', destination));
const { answer, applied, botsIn, command, share } = conversationIn(fake);
const idle = idleOn(fake, db);

let next = 0;
let tenant: Tenant;
let acme: number;
beforeEach(async () => {
  const id = `T0TENANT${++next}`;
  addTenant(fake, id, id);
  tenant = await install(fake, app, id);
  const added = await command(tenant.dana, tenant.channel, '/endusers org add Acme Ltd');
  acme = Number(/\(id `(\d+)`\)/.exec(added)![1]);
});

afterEach(() => fake.faults.clear());

const csv = (name: string) => `customer_id,name\n${acme},${name}\n`;

const installations = () =>
  db.execute(sql`select bot_token from installation where workspace_id = ${tenant.id}`);

const jobs = () =>
  db.execute<{ kind: string }>(
    sql`select kind from job where workspace_id = ${tenant.id} and kind <> 'expire-import' order by 1`,
  );

const stateOf = async ({ ts }: Message) => {
  const [row] = await db.execute(sql`select state, reason from import where share_ts = ${ts}`);
  return row;
};

/** Resolves when the events of the uninstallation have arrived, and no tokens and jobs are left. */
async function removed(): Promise<void> {
  await fake.settled();
  await expect.poll(installations).toEqual([]);
  await expect.poll(jobs).toEqual([]);
}

describe('when the app is uninstalled', () => {
  it('its tokens are deleted, and the data stays for the next installation', async () => {
    const shared = await share(tenant.dana, tenant.channel, csv('Ana'));
    await applied(tenant.dana, shared);
    fake.uninstall(tenant.id);
    await removed();
    expect(await db.execute(sql`select name from end_user where workspace_id = ${tenant.id}`)).toEqual([
      { name: 'Ana' },
    ]);
    const browser = browserAt(app);
    await browser.visit(await browser.begin({ team: tenant.id }));
    expect(await command(tenant.dana, tenant.channel, '/endusers orgs')).toContain('1 organization');
  });

  it('waiting jobs are deleted, and their imports are marked as failed', async () => {
    fake.faults.add({
      method: 'files.info',
      times: Infinity,
      answer: { status: 429, retryAfter: 3_600 },
    });
    const shared = await share(tenant.dana, tenant.channel, csv('Waits'), {
      text: `<@${fake.app(tenant.id).botUserId}>`,
    });
    await expect
      .poll(() =>
        db.execute(
          sql`select kind from job where workspace_id = ${tenant.id} and run_at > now() + interval '1 minute'`,
        ),
      )
      .toEqual([{ kind: 'prepare-import' }]);
    await answer(shared, /Reading/);
    fake.uninstall(tenant.id);
    await removed();
    const { state, reason } = (await stateOf(shared))!;
    expect(state).toBe('failed');
    expect(log).toContain(String(reason));
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('a running job is aborted silently', async () => {
    fake.faults.add({ method: 'download', answer: 'hang' });
    const shared = await share(tenant.dana, tenant.channel, csv('Runs'), {
      text: `<@${fake.app(tenant.id).botUserId}>`,
    });
    await expect.poll(async () => (await stateOf(shared))?.state).toBe('reading');
    await fake.until(() => fake.calls('files.info').some(({ teamId }) => teamId === tenant.id));
    await answer(shared, /Reading/);
    const posts = fake.calls().length;
    fake.uninstall(tenant.id);
    await removed();
    expect((await stateOf(shared))?.state).toBe('failed');
    expect(botsIn(shared)).toHaveLength(1);
    expect(
      fake
        .calls()
        .slice(posts)
        .filter(({ method }) => method.startsWith('chat.')),
    ).toEqual([]);
  });

  it('a plan that waits for a decision still expires, with its staging tables', async () => {
    const shared = await share(tenant.dana, tenant.channel, csv('Planned'));
    await answer(shared, /1 new/);
    fake.uninstall(tenant.id);
    await removed();
    await db.execute(sql`update job set run_at = now() where workspace_id = ${tenant.id}`);
    await expect.poll(async () => (await stateOf(shared))?.state).not.toBe('planned');
    await removed();
    const stages = sql`
      select from pg_class c join import i on c.relname in ('row_' || i.id, 'plan_' || i.id)
      where c.relnamespace = 'staging'::regnamespace and i.share_ts = ${shared.ts}`;
    await expect.poll(() => db.execute(stages)).toEqual([]);
  });

  it('events that arrive late, after a new installation, change nothing', async () => {
    fake.uninstall(tenant.id);
    await removed();
    const told = fake.deliveries().filter(({ payload }) => {
      const { type } = (payload.event ?? {}) as { type?: string };
      return payload.team_id === tenant.id && (type === 'app_uninstalled' || type === 'tokens_revoked');
    });
    expect(told).toHaveLength(2);
    const browser = browserAt(app);
    await browser.visit(await browser.begin({ team: tenant.id }));
    // Two seconds after the events.
    await db.execute(
      sql`update installation set installed_at = now() + interval '2 seconds' where workspace_id = ${tenant.id}`,
    );
    for (const { payload } of told) await fake.repeatEvent(payload);
    expect(await installations()).toHaveLength(1);
    expect(await command(tenant.dana, tenant.channel, '/endusers orgs')).toContain('1 organization');
  });
});

it.each(['app_uninstalled', 'tokens_revoked'] as const)('the event %s alone is enough', async (event) => {
  fake.uninstall(tenant.id, [event]);
  await removed();
});

it('a revoked token is deleted, even if the app is not uninstalled', async () => {
  await new WebClient(fake.app(tenant.id).token, { slackApiUrl: fake.apiUrl }).auth.revoke();
  await removed();
});

it("revoked tokens of members don't affect the bot's token", async () => {
  const { payload } = fake.deliveries().find(({ payload: sent }) => {
    const { type } = (sent.event ?? {}) as { type?: string };
    return type === 'tokens_revoked';
  })!;
  const event = { type: 'tokens_revoked', tokens: { oauth: ['U0SOMEBODY'], bot: [] }, event_ts: '1.1' };
  const time = Math.floor(Date.now() / 1_000) + 60;
  await fake.repeatEvent({
    ...payload,
    team_id: tenant.id,
    authorizations: [],
    event,
    event_time: time,
    event_id: 'Ev0MEMBERS',
  });
  expect(await installations()).toHaveLength(1);
});

describe('a job of a workspace without a token', () => {
  const payload = () => ({
    workspaceId: tenant.id,
    channelId: tenant.channel,
    threadTs: null,
    to: '1.1',
    words: 'hello',
  });

  it('ends at once, with a reference in the log', async () => {
    fake.uninstall(tenant.id);
    await removed();
    await inWorkspace(tenant.id, (tx) =>
      enqueue(tx, { kind: 'say', workspaceId: tenant.id, payload: payload() }),
    );
    await expect.poll(jobs).toEqual([]);
    const [line] = log
      .split('\n')
      .filter((logged) => logged.includes('a job ended') && logged.includes(tenant.id));
    expect(JSON.parse(line!)).toMatchObject({ kind: 'say', reference: expect.stringMatching(/^.{4}-.{4}$/) });
  });

  it('ends even if Slack sent no events about the uninstallation', async () => {
    fake.connect(undefined);
    fake.uninstall(tenant.id);
    await inWorkspace(tenant.id, (tx) =>
      enqueue(tx, { kind: 'say', workspaceId: tenant.id, payload: payload() }),
    );
    await expect.poll(jobs).toEqual([]);
    expect(await db.execute(sql`select from job where failed_at is not null`)).toEqual([]);
    fake.connect(`http://127.0.0.1:${app.port}`);
  });
});

it('the app for one workspace ends its jobs, too, and says that it is not installed', async () => {
  const single = await freshDatabase();
  const alone = await startTestSlack();
  const one = await startAppOn(alone, { DATABASE_URL: single.url });
  const its = conversationIn(alone);
  const dana = alone.member('dana');
  const id = alone.app().teamId;
  const organization = await its.addOrganization(dana, 'Acme Ltd');
  alone.faults.add({ method: 'files.info', times: Infinity, answer: { status: 429, retryAfter: 3_600 } });
  await its.share(dana, 'end-users', `customer_id,name\n${organization},Ana\n`);
  const waiting = () =>
    single.db.execute(sql`select kind from job where run_at > now() + interval '1 minute'`);
  await expect.poll(waiting).toEqual([{ kind: 'prepare-import' }]);
  alone.uninstall(id);
  await alone.settled();
  await expect.poll(() => single.db.execute(sql`select kind from job`)).toEqual([]);
  expect(await its.command(dana, 'end-users', '/endusers orgs')).toContain("isn't installed");
  expect((await fetch(`http://127.0.0.1:${one.port}/readyz`)).status).toBe(503);
});

it('none of these jobs is retried', async () => {
  await idle();
  expect(await db.execute(sql`select kind from job where failures > 0 or failed_at is not null`)).toEqual([]);
  expect(log).not.toContain('a job failed and will be retried');
});
