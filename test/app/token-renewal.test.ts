// Tokens that expire are renewed in time, and once, however many jobs need them in however many processes.
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import type { InWorkspace } from '../../src/db/in-workspace.ts';
import { NotInstalledError } from '../../src/installations/installation-store.ts';
import { readKeyRing } from '../../src/installations/key-ring.ts';
import { createManyWorkspacesStore } from '../../src/installations/many-workspaces.ts';
import { renewToken } from '../../src/installations/renew-token.ts';
import { openLog } from '../../src/log.ts';
import { createSlackOauth } from '../../src/slack/oauth/slack-oauth.ts';
import { askForReinstall } from '../../src/usecases/workspace/ask-for-reinstall.ts';
import { freshDatabase } from '../database.ts';
import { createGate } from '../gate.ts';
import { closeAtEnd } from './close-at-end.ts';
import { conversationIn } from './conversation.ts';
import { addTenant, browserAt, install, newKey, startAppForMany, type Tenant } from './many-workspaces.ts';
import { startTestSlack } from './running-app.ts';

const database = await freshDatabase();
const { db, url } = database;
const fake = await startTestSlack({ seed: 'none', tokenRotation: true });
const { id } = addTenant(fake, 'T0HARBOR1', 'Harbor Support');
const key = newKey('k1');
const env = { DATABASE_URL: url, TOKEN_ENCRYPTION_KEY: key };
const app = await startAppForMany(fake, env);
const { command } = conversationIn(fake);
let tenant: Tenant;
beforeAll(async () => {
  tenant = await install(fake, app, id);
});
afterEach(() => fake.faults.clear());

const renewals = () =>
  fake.calls('oauth.v2.access').filter(({ args }) => args.grant_type === 'refresh_token');

/** Acts as another process of the app, with its own connections and memory. @param read called after each transaction */
function process(read: () => Promise<void> = async () => undefined) {
  const database = openDatabase(url, { name: 'another process' });
  closeAtEnd(() => database.close(0));
  const keys = readKeyRing(key);
  const { clientId, clientSecret, apiUrl: slackApiUrl } = fake;
  const oauth = createSlackOauth({ clientId, clientSecret, slackApiUrl, log: openLog('silent') });
  const inWorkspace: InWorkspace = (...args) => database.inWorkspace(...args).finally(read);
  const renewal = { inWorkspace, keys, exchange: oauth.exchangeRefreshToken };
  const notRenewed: unknown[] = [];
  return {
    notRenewed,
    ...createManyWorkspacesStore({
      inWorkspace,
      keys,
      renew: (workspaceId) => renewToken(renewal, workspaceId),
      onRenewalFailed: (error) => notRenewed.push(error),
    }),
  };
}

const endIn = (interval: string) =>
  db.execute(
    sql`update installation set expires_at = now() + ${interval}::interval where workspace_id = ${id}`,
  );

/** Sets when the token expires, in hours from now. */
async function end(): Promise<number> {
  const [row] = await db.execute<{ hours: number }>(
    sql`select extract(epoch from expires_at - now())::float8 / 3600 as hours from installation where workspace_id = ${id}`,
  );
  return row!.hours;
}

it('a token that is valid for long is not renewed', async () => {
  expect(await end()).toBeGreaterThan(11.9);
  const before = renewals().length;
  expect(await process().tokenOf(id)).toBe(fake.app(id).token);
  expect(renewals()).toHaveLength(before);
});

describe('a token that expires within two hours', () => {
  it('is renewed once for all who need it at the same time in two processes', async () => {
    await endIn('1 hour');
    const before = renewals().length;
    const old = fake.app(id).token;
    // Slack is slow, so that all of them ask meanwhile.
    fake.faults.add({ method: 'oauth.v2.access', answer: { delayMs: 300 } });
    const [one, two] = [process(), process()];
    const tokens = await Promise.all([one, two, one, two, one].map(({ tokenOf }) => tokenOf(id)));
    expect(renewals()).toHaveLength(before + 1);
    expect(new Set(tokens)).toEqual(new Set([fake.app(id).token]));
    expect(fake.app(id).token).not.toBe(old);
    expect(await end()).toBeGreaterThan(11.9);
  });

  it('is renewed again with the new refresh token, unnoticed by members', async () => {
    for (const _ of [1, 2]) {
      await endIn('1 hour');
      const before = renewals().length;
      const fresh = await startAppForMany(fake, env);
      expect(await command(tenant.dana, tenant.channel, '/endusers orgs')).toContain('no organization');
      expect(renewals()).toHaveLength(before + 1);
      expect(renewals().at(-1)!.result).toMatchObject({ ok: true });
      await fresh.stop();
    }
  });

  it("stays in use while Slack can't renew it, and Slack is not asked all the time", async () => {
    await endIn('1 hour');
    const before = renewals().length;
    const remove = fake.faults.add({
      method: 'oauth.v2.access',
      times: Infinity,
      answer: { error: 'internal_error' },
    });
    const one = process();
    expect(await one.tokenOf(id)).toBe(fake.app(id).token);
    expect(await one.tokenOf(id)).toBe(fake.app(id).token);
    expect(renewals()).toHaveLength(before + 1);
    expect(one.notRenewed).toHaveLength(1);
    remove();
    const old = fake.app(id).token;
    expect(await process().tokenOf(id)).not.toBe(old);
  });
});

describe('a renewal whose answer got lost', () => {
  const begun = async () => {
    const [row] = await db.execute<{ begun: boolean; asked: boolean }>(
      sql`select renewal_begun_at is not null as begun, reinstall_asked_at is not null as asked from installation where workspace_id = ${id}`,
    );
    return row!;
  };

  it('is recorded before Slack is asked, and forgotten when it is done', async () => {
    await endIn('1 hour');
    fake.faults.add({ method: 'oauth.v2.access', answer: { delayMs: 500 } });
    const renewing = process().tokenOf(id);
    await fake.until(async () => (await begun()).begun);
    await renewing;
    expect(await begun()).toEqual({ begun: false, asked: false });
  });

  it('is tried again with the old refresh token, which Slack may not have replaced', async () => {
    await endIn('1 hour');
    const old = fake.app(id).token;
    fake.faults.add({ method: 'oauth.v2.access', answer: 'reset' });
    expect(await process().tokenOf(id)).toBe(old);
    expect(await begun()).toEqual({ begun: true, asked: false });
    expect(await process().tokenOf(id)).not.toBe(old);
    expect(await begun()).toEqual({ begun: false, asked: false });
  });

  it('leaves the old token in use, and its admins and who installed the app are asked once to install it', async () => {
    fake.addMember({ name: 'gus', workspace: id });
    fake.connect(`http://127.0.0.1:${app.port}`);
    // Not by command, which would have the bot write to gus with a token that was renewed twice.
    const gus = fake.member('gus', id).id;
    await db.execute(sql`insert into access values (${id}, ${gus}, 'admin', ${tenant.dana.id})`);
    await endIn('1 hour');
    const one = process();
    const old = await one.tokenOf(id);
    await endIn('1 hour');
    fake.faults.add({ method: 'oauth.v2.access', answer: { acceptThenFail: true } });
    expect(await process().tokenOf(id)).toBe(old);
    expect(await process().tokenOf(id)).toBe(old);
    const fresh = await startAppForMany(fake, env);
    expect(await command(tenant.dana, tenant.channel, '/endusers orgs')).toContain('no organization');
    await fake.until(() => toldOf('dana').length > 0 && toldOf('gus').length > 0, { what: 'the notices' });
    expect(await command(tenant.dana, tenant.channel, '/endusers orgs')).toContain('no organization');
    await fresh.stop();
    expect([toldOf('dana').length, toldOf('gus').length]).toEqual([1, 1]);
    await endIn('-1 minute');
    await expect(process().tokenOf(id)).rejects.toBeInstanceOf(NotInstalledError);
    fake.connect(`http://127.0.0.1:${app.port}`);
    await installAgain();
    expect(await begun()).toEqual({ begun: false, asked: false });
    expect(await process().tokenOf(id)).toBe(fake.app(id).token);
  });

  it('is noticed and told where nobody uses the app', async () => {
    const told = () => ['dana', 'gus'].map((name) => toldOf(name).length);
    const before = told();
    const afterwards = before.map((count) => count + 1);
    await loseRenewal();
    // Nothing comes from Slack: another process is told only what is in the database.
    const fresh = await startAppForMany(fake, env);
    // Both: whichever process posts a notice needs the token for it, and tries to renew it.
    await fake.until(() => told().every((count, i) => count > before[i]!), { what: 'the notices' });
    await fresh.stop();
    expect(told()).toEqual(afterwards);
    const asked = renewals().length;
    const other = await startAppForMany(fake, env);
    await other.stop();
    expect(renewals()).toHaveLength(asked);
    fake.connect(`http://127.0.0.1:${app.port}`);
    await installAgain();
  });

  it('is reported, too, if it is noticed after the token has expired', async () => {
    await loseRenewal();
    await endIn('-1 minute');
    const one = process();
    await expect(one.tokenOf(id)).rejects.toBeInstanceOf(NotInstalledError);
    expect(one.notRenewed).toMatchObject([{ message: 'the outcome of a token renewal was lost' }]);
    await installAgain();
  });

  it('is not reported of the installation that has come in its place', async () => {
    await loseRenewal();
    await installAgain();
    await askForReinstall(database, id);
    expect(await begun()).toEqual({ begun: false, asked: false });
  });

  it('is told again where it happens twice in a second', async () => {
    const told = () => toldOf('dana').length + toldOf('gus').length;
    const before = told();
    await new Promise((resolve) => setTimeout(resolve, 1_000 - (Date.now() % 1_000)));
    for (const time of [1, 2]) {
      await loseRenewal();
      await askForReinstall(database, id);
      await fake.until(() => told() === before + 2 * time, { what: `the notices of time ${time}` });
      await installAgain();
    }
  });

  function toldOf(name: string) {
    return fake
      .messages(fake.member(name, id).directMessages())
      .filter(({ text }) => text.includes('Please install the app again before then'));
  }

  async function loseRenewal(): Promise<void> {
    await endIn('1 hour');
    fake.faults.add({ method: 'oauth.v2.access', answer: { acceptThenFail: true } });
    await process().tokenOf(id);
    expect(await begun()).toEqual({ begun: true, asked: false });
  }
});

async function installAgain(): Promise<void> {
  const browser = browserAt(app);
  await browser.visit(await browser.begin({ team: id }));
}

it('an installation that is replaced while it is read is not used afterwards', async () => {
  const [read, replaced] = [createGate(), createGate()];
  const one = process(() => {
    read.open();
    return replaced.passed;
  });
  const reading = one.tokenOf(id);
  await read.passed;
  await installAgain();
  one.forget(id);
  replaced.open();
  await reading;
  expect(await one.tokenOf(id)).toBe(fake.app(id).token);
});

describe('a token that has ended', () => {
  it('is not used, and renewed as soon as Slack does it', async () => {
    await endIn('-1 minute');
    const one = process();
    fake.faults.add({ method: 'oauth.v2.access', answer: { error: 'internal_error' } });
    await expect(one.tokenOf(id)).rejects.toMatchObject({ data: { error: 'internal_error' } });
    expect(await one.tokenOf(id)).toBe(fake.app(id).token);
  });

  it('whose refresh token Slack refuses counts as not installed', async () => {
    await endIn('-1 minute');
    fake.faults.add({ method: 'oauth.v2.access', answer: { error: 'invalid_refresh_token' } });
    await expect(process().tokenOf(id)).rejects.toBeInstanceOf(NotInstalledError);
    await process().tokenOf(id);
  });
});

it('a token that expires soon is renewed once where nobody uses the app', async () => {
  await endIn('1 hour');
  const before = renewals().length;
  const fresh = await Promise.all([startAppForMany(fake, env), startAppForMany(fake, env)]);
  await fake.until(async () => (await end()) > 11.9);
  for (const each of fresh) await each.stop();
  expect(renewals()).toHaveLength(before + 1);
  fake.connect(`http://127.0.0.1:${app.port}`);
});

it('the database contains none of these tokens in plain text', async () => {
  const [row] = await db.execute<{ all: string }>(
    sql`select string_agg(i::text, ' ') as all from installation i`,
  );
  expect(row!.all).toContain('k1:');
  expect(row!.all).not.toMatch(/xox[a-z][-.]/);
});
