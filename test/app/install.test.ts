// Many workspaces install the app by OAuth: each works with its own token and data, and nothing else gets in.
import { createHash, createHmac } from 'node:crypto';
import { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { addTenant, browserAt, install, newKey, startAppForMany, type Tenant } from './many-workspaces.ts';
import { idleOn, startTestSlack } from './running-app.ts';
import { sendInteraction } from './send-interaction.ts';

let log = '';
const destination = new Writable({
  write(line, _, done) {
    log += line;
    done();
  },
});

const { db, url } = await freshDatabase();
const fake = await startTestSlack({ seed: 'none', tokenRotation: true });
for (const [id, name] of [
  ['T0HARBOR1', 'Harbor Support'],
  ['T0QUAY001', 'Quay <Help> & "Co"'],
  ['T0PIER001', 'Pier'],
] as const) {
  addTenant(fake, id, name);
}
const env = {
  DATABASE_URL: url,
  TOKEN_ENCRYPTION_KEY: newKey('k1'),
  PRIVACY_URL: 'https://example.com/privacy?a=1&b=2',
  SUPPORT_URL: 'mailto:help@example.com',
};
const app = await startAppForMany(fake, env, openLog('debug', destination));
const { answer, applied, botsIn, command, exported, share } = conversationIn(fake);
const idle = idleOn(fake, db);

/** Can't occur in base64 by chance. */
const anyToken = /xox[a-z][-.]/;

const exchanges = () => fake.calls('oauth.v2.access').length;

describe('two workspaces that installed the app', () => {
  let harbor: Tenant;
  let quay: Tenant;
  let file: string;

  async function addOrganization({ dana, channel }: Tenant, name: string): Promise<number> {
    return Number(/\(id `(\d+)`\)/.exec(await command(dana, channel, `/endusers org add ${name}`))?.[1]);
  }

  beforeAll(async () => {
    harbor = await install(fake, app, 'T0HARBOR1');
    quay = await install(fake, app, 'T0QUAY001');
    const acme = await addOrganization(harbor, 'Acme Ltd');
    await addOrganization(quay, 'Acme Ltd');
    await applied(harbor.dana, await share(harbor.dana, harbor.channel, `customer_id,name\n${acme},Ana\n`));
    const { text } = await exported(harbor.dana, harbor.channel, '/endusers export all');
    const ana = /(\d+),Ana/.exec(text)![1];
    file = `customer_id,contact_id,name,title\n${acme},${ana},Ana,CTO\n${acme},,Bo,\n`;
  });

  it('share a file with the same ids: they are known in the workspace that has them, and unknown in the other', async () => {
    const [own, other] = await Promise.all([
      share(harbor.dana, harbor.channel, file),
      share(quay.dana, quay.channel, file),
    ]);
    await answer(own, /1 new · 1 updated/);
    expect((await answer(other, /2 left out/)).text).not.toMatch(/Ana|[1-9]\d* (new|updated)/);
  });

  it("see none of each other's data", async () => {
    const list = await command(quay.dana, quay.channel, '/endusers orgs');
    expect(list).toContain('1 organization');
    const { text } = await exported(quay.dana, quay.channel, '/endusers export all');
    expect(text).not.toContain('Ana');
    expect(await command(quay.dana, quay.channel, '/endusers downloads')).not.toContain('T0HARBOR1_');
  });

  it('get messages with their own token', async () => {
    await idle();
    for (const { id, channel } of [harbor, quay]) {
      const ids = new Set([channel, fake.member('dana', id).directMessages()]);
      const there = fake.calls('chat.postMessage').filter(({ args }) => ids.has(String(args.channel)));
      expect(there.length).toBeGreaterThan(0);
      expect(new Set(there.map(({ teamId }) => teamId))).toEqual(new Set([id]));
    }
    expect(fake.calls().filter(({ result }) => result.ok !== true)).toEqual([]);
  });

  it("don't wait for each other when Slack limits the rate of one", async () => {
    const inHarbor = ({ channel }: Record<string, unknown>) => channel === harbor.channel;
    fake.faults.add({
      method: 'chat.postMessage',
      times: Infinity,
      when: inHarbor,
      answer: { status: 429, retryAfter: 3_600 },
    });
    const waits = await share(harbor.dana, harbor.channel, file);
    await fake.until(() => fake.calls('chat.postMessage').some(({ result }) => 'fault' in result));
    await answer(await share(quay.dana, quay.channel, file), /2 left out/);
    expect(botsIn(waits)).toEqual([]);
    fake.faults.clear();
    await db.execute(sql`update job set run_at = now()`);
    await answer(waits, /1 new/);
  });

  it('have their tokens encrypted in the database, and nowhere else', async () => {
    const [dump] = await db.execute<{ all: string }>(
      sql`select string_agg(i::text, ' ') || coalesce((select string_agg(j::text, ' ') from job j), '') as all from installation i`,
    );
    expect(dump!.all).toContain('k1:');
    expect(dump!.all).not.toMatch(anyToken);
    for (const id of [harbor.id, quay.id]) {
      expect(fake.app(id).token).toMatch(/^xoxe\.xoxb-/);
      expect(log).not.toContain(fake.app(id).token);
    }
    expect(log).toContain('the app was installed');
    expect(log).not.toMatch(anyToken);
    expect(log).not.toMatch(/a-client-secret|a state secret/);
  });

  it("have tokens that can't be decrypted in the row of another workspace", async () => {
    // A new process has no tokens in memory.
    const other = await startAppForMany(fake, env);
    expect(await command(harbor.dana, harbor.channel, '/endusers orgs')).toContain('1 organization');
    const [kept] = await db.execute(sql`select bot_token from installation where workspace_id = ${quay.id}`);
    await db.execute(
      sql`update installation set bot_token = (select bot_token from installation where workspace_id = ${harbor.id})
        where workspace_id = ${quay.id}`,
    );
    const before = fake.calls().length;
    expect(await command(quay.dana, quay.channel, '/endusers orgs')).toContain('something broke');
    expect(fake.calls().slice(before)).toEqual([]);
    await db.execute(
      sql`update installation set bot_token = ${kept!.bot_token} where workspace_id = ${quay.id}`,
    );
    await other.stop();
    fake.connect(`http://127.0.0.1:${app.port}`);
  });
});

describe('a member of two workspaces of one organization', () => {
  it('has in each workspace the role of that workspace, whichever they use first', async () => {
    const [one, other] = ['T0GRIDONE', 'T0GRIDTWO'] as const;
    for (const id of [one, other]) {
      fake.addWorkspace({ id, name: id, enterpriseId: 'E0GRID' });
      fake.addMember({ name: 'dana', kind: 'primary owner', workspace: id });
    }
    const people = { gil: ['owner', 'ordinary'], liv: ['guest', 'admin'] } as const;
    for (const [name, [here, there]] of Object.entries(people))
      fake.addMember({ name, kind: here, workspace: one, alsoIn: { [other]: there } });
    const tenants = [await install(fake, app, one), await install(fake, app, other)];
    const replies = {
      owner: 'default role',
      admin: 'default role',
      ordinary: 'You need the role admin',
      guest: "You can't use this app",
    };
    for (const [name, kinds] of Object.entries(people)) {
      for (const [index, { id, channel }] of tenants.entries()) {
        fake.invite(channel, name);
        const told = await command(fake.member(name, id), channel, '/endusers settings');
        expect([name, id, told]).toEqual([name, id, expect.stringContaining(replies[kinds[index]!])]);
      }
    }
  });
});

describe('an installation', () => {
  const pier = { team: 'T0PIER001' };

  it("begins on a page that can't be cached or framed, and asks for the scopes of the manifest", async () => {
    const shown = await browserAt(app).visit('/slack/install');
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Add to Slack');
    for (const title of [
      'How it works',
      'What it reads',
      'What it stores, and for how long',
      'Privacy and support',
    ])
      expect(shown.text).toContain(`<h2>${title}</h2>`);
    expect(shown.text).toContain('<a href="https://example.com/privacy?a=1&amp;b=2">Privacy policy</a>');
    expect(shown.text).toContain('<a href="mailto:help@example.com">Support</a>');
    // As the setting `details` does.
    expect(shown.text).toContain('people from other companies can read show only numbers');
    expect(shown.text).toContain('guests or other workspaces can read, unless an admin');
    expect(decodeURIComponent(shown.text)).toContain('scope=app_mentions:read,channels:history');
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(shown.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(shown.headers.getSetCookie()[0]).toMatch(
      /^__Host-endusers-install=[\w-]{43}; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Lax$/,
    );
  });

  it('is completed once: its address does nothing a second time', async () => {
    const browser = browserAt(app);
    const back = await browser.begin(pier);
    expect((await browser.visit(back)).text).toContain('End Users is installed in Pier');
    const before = exchanges();
    const again = await browser.visit(back);
    expect(again).toMatchObject({ status: 400 });
    expect(again.text).toContain('was already used');
    expect(exchanges()).toBe(before);
  });

  it('is remembered by the digest of its state once it was used, and not before', async () => {
    const browser = browserAt(app);
    const back = await browser.begin(pier);
    const state = back.searchParams.get('state')!;
    const digest = createHash('sha256').update(state).digest('hex');
    const kept = sql`select count(*)::integer as n from oauth_state where digest = ${digest}`;
    expect(await db.execute(kept)).toEqual([{ n: 0 }]);
    await browser.visit(back);
    expect(await db.execute(kept)).toEqual([{ n: 1 }]);
  });

  it('is refused after ten minutes', async () => {
    const browser = browserAt(app);
    const back = await browser.begin(pier);
    const before = exchanges();
    const now = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => now() + 601_000);
    expect(await browser.visit(back)).toMatchObject({ status: 400 });
    expect(exchanges()).toBe(before);
    vi.restoreAllMocks();
    back.searchParams.set('state', `${back.searchParams.get('state')}9`);
    expect(await browser.visit(back)).toMatchObject({ status: 400 });
    expect(exchanges()).toBe(before);
  });

  it('that nobody ended leaves nothing, and an ended one nothing when it would have expired', async () => {
    const count = sql`select count(*)::integer as n from oauth_state`;
    await db.execute(sql`update oauth_state set expires_at = now()`);
    const before = await db.execute(count);
    for (let n = 0; n < 3; n++) await browserAt(app).visit('/slack/install');
    expect(await db.execute(count)).toEqual(before);
    const browser = browserAt(app);
    await browser.visit(await browser.begin(pier));
    expect(await db.execute(count)).toEqual([{ n: 1 }]);
  });

  it('that was denied leaves nothing, and can still be allowed', async () => {
    const count = sql`select count(*)::integer as n from oauth_state`;
    const browser = browserAt(app);
    const back = await browser.begin(pier);
    const before = await db.execute(count);
    const denied = new URL(back);
    denied.searchParams.set('error', 'access_denied');
    const empty = new URL(back);
    empty.searchParams.delete('code');
    const pages = [await browser.visit(denied), await browser.visit(denied), await browser.visit(empty)];
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => pages[0]!.status));
    expect(pages[0]!.text).not.toContain('already used');
    expect(await db.execute(count)).toEqual(before);
    expect(await browser.visit(back)).toMatchObject({ status: 200 });
  });

  it('that version 0.1 began can be ended, once', async () => {
    const browser = browserAt(app);
    const back = await browser.begin(pier);
    const cookie = browser.cookie().split('=')[1]!;
    const nonce = 'of-version-0.1'.replace('.', '-');
    const signature = createHmac('sha256', 'a state secret of thirty-two letters or more')
      .update(JSON.stringify([nonce, cookie]))
      .digest('base64url');
    const state = `${nonce}.${signature}`;
    const digest = createHash('sha256').update(state).digest('hex');
    await db.execute(sql`insert into oauth_state values (${digest}, now() + interval '1 minute')`);
    back.searchParams.set('state', state);
    expect(await browser.visit(back)).toMatchObject({ status: 200 });
    expect(await browser.visit(back)).toMatchObject({ status: 400 });
  });

  it('is refused in a browser that did not begin it', async () => {
    const back = await browserAt(app).begin(pier);
    const stranger = browserAt(app);
    const before = exchanges();
    expect(await stranger.visit(back)).toMatchObject({ status: 400 });
    await stranger.begin(pier);
    expect(await stranger.visit(back)).toMatchObject({ status: 400 });
    expect(exchanges()).toBe(before);
  });

  it.each<[string, (back: URL) => void]>([
    ['a made-up state', (back) => back.searchParams.set('state', 'made.up')],
    ['a state with a wrong signature', (back) => forge(back, (state) => `${state.slice(0, -4)}AAAA`)],
    [
      'a state that was never issued',
      (back) => forge(back, (state) => `${state.startsWith('A') ? 'B' : 'A'}${state.slice(1)}`),
    ],
    ['no state', (back) => back.searchParams.delete('state')],
  ])('with %s is refused', async (_, change) => {
    const browser = browserAt(app);
    const back = await browser.begin(pier);
    change(back);
    const before = exchanges();
    expect(await browser.visit(back)).toMatchObject({ status: 400 });
    expect(exchanges()).toBe(before);
  });

  function forge(back: URL, change: (state: string) => string): void {
    back.searchParams.set('state', change(back.searchParams.get('state')!));
  }

  it('can be begun in two tabs of one browser', async () => {
    const browser = browserAt(app);
    const [one, two] = [await browser.begin(pier), await browser.begin(pier)];
    for (const back of [one, two]) expect(await browser.visit(back)).toMatchObject({ status: 200 });
  });

  it('that was denied installs nothing', async () => {
    const browser = browserAt(app);
    const before = exchanges();
    const shown = await browser.visit(await browser.begin({ ...pier, answer: 'deny' }));
    expect(shown.text).toContain('Nothing was installed');
    expect(exchanges()).toBe(before);
  });

  it('shows the name of a workspace as text', async () => {
    const browser = browserAt(app);
    const shown = await browser.visit(await browser.begin({ team: 'T0QUAY001' }));
    expect(shown.text).toContain('Quay &lt;Help&gt; &amp; &quot;Co&quot;');
  });

  it('that fails at Slack shows an error reference', async () => {
    fake.faults.add({ method: 'oauth.v2.access', answer: { status: 500 } });
    const browser = browserAt(app);
    const shown = await browser.visit(await browser.begin(pier));
    expect(shown).toMatchObject({ status: 500 });
    const [reference] = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(shown.text)!;
    expect(log).toContain(reference);
  });

  it('that is repeated replaces the token, and the app works with the new one', async () => {
    const tenant = await install(fake, app, 'T0PIER001');
    await answer(await share(tenant.dana, tenant.channel, 'customer_id\n'), /./);
    const before = fake.app(tenant.id).token;
    const rows = sql`select bot_token as token from installation where workspace_id = ${tenant.id}`;
    const [old] = await db.execute(rows);
    const browser = browserAt(app);
    await browser.visit(await browser.begin(pier));
    const [fresh] = await db.execute(rows);
    expect(fresh!.token).not.toBe(old!.token);
    expect(fake.app(tenant.id).token).not.toBe(before);
    fake.expireToken(tenant.id, before);
    await answer(await share(tenant.dana, tenant.channel, 'customer_id\n'), /./);
  });
});

it('events from a workspace without the app are ignored, and members who click there are told so', async () => {
  addTenant(fake, 'T0NOBODY1', 'Nobody');
  const { botUserId } = fake.install({
    workspace: 'T0NOBODY1',
    scopes: ['chat:write', 'channels:history', 'commands'],
  });
  const channel = fake.addChannel({
    name: 'elsewhere',
    workspace: 'T0NOBODY1',
    members: ['dana', botUserId],
  }).id;
  const dana = fake.member('dana', 'T0NOBODY1');
  const shared = await share(dana, channel, 'customer_id,name\n1,Ana\n');
  expect(await dana.command(channel, '/endusers orgs')).toMatchObject({ ok: true });
  await fake.settled();
  const outside = () => dana.ephemerals().map(({ text }) => text);
  await fake.until(() => outside().length === 1, { what: 'an answer to the command' });
  const typed = fake
    .deliveries()
    .findLast(({ payload: { command, team_id } }) => command && team_id === 'T0NOBODY1')!;
  const click = {
    type: 'block_actions',
    team: { id: 'T0NOBODY1' },
    user: { id: dana.id, team_id: 'T0NOBODY1' },
    trigger_id: 'a-click-from-elsewhere',
    response_url: typed.payload.response_url,
    actions: [{ type: 'button', action_id: 'apply-import', block_id: 'b', value: '1.1' }],
  };
  expect((await sendInteraction(fake, app.port, click)).status).toBe(200);
  await fake.until(() => outside().length === 2, { what: 'an answer to the click' });
  for (const text of outside()) expect(text).toContain("This app isn't installed in your workspace.");
  const told = fake.deliveries().filter(({ payload }) => payload.team_id === 'T0NOBODY1');
  expect(told.length).toBeGreaterThanOrEqual(2);
  for (const { answer: given, retry } of told) {
    expect(given).toMatchObject({ outcome: 'answered', status: 200 });
    expect(retry).toBeUndefined();
  }
  expect(botsIn(shared)).toEqual([]);
  expect(await db.execute(sql`select from workspace where id = 'T0NOBODY1'`)).toEqual([]);
});

it('the app is ready when Slack, the database, and the queue are', async () => {
  const response = await fetch(`http://127.0.0.1:${app.port}/readyz`);
  expect(await response.json()).toEqual({ ok: true, parts: { database: true, queue: true, slack: true } });
});
