// The app is installed once for a whole Enterprise organization: each workspace that was granted access is its own tenant.
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import type { Driver } from '../../playground/fake-slack/fake-slack.ts';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { browserAt, install, newKey, settingsForMany } from './many-workspaces.ts';
import { idleOn, settingsFor, startTestSlack } from './running-app.ts';

const enterprise = 'E0GRID';
const [one, two, out] = ['T0GRIDONE', 'T0GRIDTWO', 'T0GRIDOUT'] as const;

describe.each(['HTTP', 'Socket Mode'])('an org-wide installation, over %s', async (transport) => {
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack({ seed: 'none', tokenRotation: true });
  for (const id of [one, two, out]) {
    fake.addWorkspace({ id, name: id, enterpriseId: enterprise });
    fake.addMember({ name: 'dana', kind: 'primary owner', workspace: id });
  }
  fake.addMember({ name: 'gil', kind: 'owner', workspace: one, alsoIn: { [two]: 'ordinary' } });
  fake.addMember({ name: 'liv', kind: 'ordinary', workspace: one, alsoIn: { [two]: 'admin' } });
  fake.addMember({ name: 'gus', kind: 'owner', workspace: one, alsoIn: { [two]: 'guest' } });
  fake.addMember({ name: 'ola', workspace: one, alsoIn: { [two]: 'ordinary' }, organizationRole: 'owner' });
  const { SLACK_SIGNING_SECRET: signingSecret, ...settings } = settingsForMany(fake);
  const env = {
    ...settings,
    ...(transport === 'HTTP' ? { SLACK_SIGNING_SECRET: signingSecret! } : { SLACK_APP_TOKEN: fake.appToken }),
    DATABASE_URL: url,
    TOKEN_ENCRYPTION_KEY: newKey('k1'),
  };
  const { answer, applied, botsIn, command, exported, share } = conversationIn(fake);
  const idle = idleOn(fake, db);
  let app = await start();
  afterAll(() => app.stop());

  async function start(): Promise<RunningApp> {
    const started = await startApp(readConfig(env), openLog('silent'));
    const address = `http://127.0.0.1:${started.port}`;
    if (transport === 'HTTP') fake.connect(address);
    else fake.redirectTo(address);
    return started;
  }

  async function installForOrganization() {
    const browser = browserAt(app);
    return browser.visit(await browser.begin({ team: one, answer: 'organization' }));
  }

  function desk(workspace: string, name = `desk-${workspace.toLowerCase()}`) {
    const { botUserId } = fake.app(enterprise);
    const people = workspace === out ? [] : ['gil', 'liv', 'gus', 'ola'];
    const members = ['dana', ...people, botUserId];
    return fake.addChannel({ name, workspace, members }).id;
  }

  const danaOf = (workspace: string): Driver => fake.member('dana', workspace);
  const installations = async () =>
    (await db.execute<{ id: string }>(sql`select workspace_id as id from installation order by 1`)).map(
      ({ id }) => id,
    );
  const coveredWorkspaces = async () =>
    (
      await db.execute<{ id: string }>(
        sql`select id from workspace where enterprise_id is not null order by 1`,
      )
    ).map(({ id }) => id);

  /** The last file shared in channel `from`, as if Slack had sent it for another workspace. Resolves with its new ts. */
  async function repeatFor(workspace: string, channel: string, from: string) {
    const { payload } = fake.deliveries().findLast(({ payload: { event } }) => {
      const message = event as { channel?: string; files?: object[]; user?: string } | undefined;
      return message?.channel === from && message.files && message.user !== fake.app(enterprise).botUserId;
    })!;
    const [authorization] = payload.authorizations as object[];
    const ts = `${Math.floor(Date.now() / 1_000)}.000100`;
    const sent = await fake.repeatEvent({
      ...payload,
      event_id: `Ev ${workspace} ${channel}`,
      team_id: workspace,
      context_team_id: workspace,
      authorizations: [{ ...authorization, team_id: workspace }],
      event: { ...(payload.event as object), channel, ts, team: workspace },
    });
    expect(sent).toMatchObject({ outcome: 'answered' });
    return ts;
  }

  async function workspacesOfImport(ts: string): Promise<string[]> {
    const rows = await db.execute<{ id: string }>(
      sql`select workspace_id as id from import where share_ts = ${ts}`,
    );
    return rows.map(({ id }) => id);
  }

  const timesGuided = (member: Driver): number =>
    fake
      .messages(member.directMessages())
      .filter(({ text }) => text.includes('Four steps to the first import')).length;

  /** How many messages ask the member directly to install the app again. */
  const askedAgain = (member: Driver): number =>
    fake.messages(member.directMessages()).filter(({ text }) => text.includes('install')).length;

  let channels: Record<string, string>;
  let file = '';

  it('ends on a page that says where to add the app to workspaces, and has no access before that', async () => {
    const page = await installForOrganization();
    expect(page).toMatchObject({ status: 200 });
    expect(page.text).toContain('An enterprise');
    expect(page.text).toContain(`/manage/${enterprise}/integrations/profile/A0ENDUSERS/workspaces/add`);
    expect(await installations()).toEqual([enterprise]);
    expect(await coveredWorkspaces()).toEqual([]);
    channels = { [one]: desk(one), [two]: desk(two), [out]: desk(out) };
    // Whoever installed it is guided in the first workspace that it is added to.
    expect(await db.execute(sql`select from workspace where guided_at is not null`)).toHaveLength(0);
  });

  it('guides the member who installed it in the first workspace that it is added to', async () => {
    fake.grantAccess(enterprise, [one]);
    await expect.poll(() => timesGuided(danaOf(one))).toBe(1);
  });

  it('works in each workspace that is granted access, also where the event about that was lost', async () => {
    fake.grantAccess(enterprise, [two], { sendEvent: false });
    await fake.settled();
    await expect.poll(coveredWorkspaces).toContain(one);
    for (const workspace of [one, two])
      expect(await command(danaOf(workspace), channels[workspace]!, '/endusers org add Acme Ltd')).toContain(
        'Added',
      );
    expect(await coveredWorkspaces()).toEqual([one, two]);
    await idle();
    expect(timesGuided(danaOf(one))).toBe(1);
  });

  it("keeps the workspaces apart: none sees the other's data, though the token is the same", async () => {
    const list = await command(danaOf(one), channels[one]!, '/endusers orgs');
    const acme = Number(/`(\d+)`/.exec(list)?.[1] ?? /(\d+)/.exec(list)?.[1]);
    await applied(
      danaOf(one),
      await share(danaOf(one), channels[one]!, `customer_id,name\n${acme},Ana Núñez\n`),
    );
    const { text } = await exported(danaOf(one), channels[one]!, '/endusers export all');
    const ana = /(\d+),Ana/.exec(text)![1];
    file = `customer_id,contact_id,name,title\n${acme},${ana},Ana Núñez,CTO\n`;
    const [own, other] = await Promise.all([
      share(danaOf(one), channels[one]!, file),
      share(danaOf(two), channels[two]!, file),
    ]);
    await answer(own, /1 updated/);
    expect((await answer(other, /1 left out/)).text).not.toMatch(/Núñez.*CTO|[1-9]\d* updated/);
    expect(await command(danaOf(two), channels[two]!, '/endusers find Ana')).not.toContain('Núñez');
    // A guest is in that channel.
    const direct = danaOf(two).directMessages();
    const there = await exported(danaOf(two), channels[two]!, '/endusers export all', direct);
    expect(there.text).not.toContain('Ana');
  });

  it('gives a member of two workspaces in each the role that they have there', async () => {
    const replies = {
      gil: ['default role', 'You need the role admin'],
      liv: ['You need the role admin', 'default role'],
      gus: ['default role', "You can't use this app"],
      ola: ['default role', 'default role'],
    };
    for (const [name, texts] of Object.entries(replies))
      for (const [index, workspace] of [one, two].entries()) {
        const told = await command(fake.member(name, workspace), channels[workspace]!, '/endusers settings');
        expect([name, workspace, told]).toEqual([name, workspace, expect.stringContaining(texts[index]!)]);
      }
  });

  it('reads the list of members once for a channel with many whose own workspace is another one', async () => {
    const { botUserId } = fake.app(enterprise);
    const people = Array.from({ length: 18 }, (_, i) => {
      fake.addMember({ name: `away-${i}`, workspace: one, alsoIn: { [two]: 'ordinary' } });
      return fake.member(`away-${i}`, two);
    });
    const members = [danaOf(two).id, ...people.map(({ id }) => id), botUserId];
    const { id } = fake.addChannel({ name: 'many-away', workspace: two, members });
    await idle();
    const calls = () => fake.calls('users.list').length;
    const before = calls();
    await answer(await share(danaOf(two), id, file), /1 left out/);
    await idle();
    expect(calls() - before).toBeLessThanOrEqual(2);
    await Promise.all(people.map((member) => command(member, id, '/endusers orgs')));
    expect(calls() - before).toBeLessThanOrEqual(2);
  });

  it('saves a form where it was opened, also of a member whose own workspace is another one', async () => {
    const liv = fake.member('liv', two);
    expect(await command(liv, channels[two]!, '/endusers add')).toBe('');
    const form = await fake.until(() => liv.modal(), { what: 'the form' });
    expect(await liv.submit(form, { name: 'Only In Two' })).toMatchObject({ ok: true });
    await expect
      .poll(() => db.execute(sql`select workspace_id as id from end_user where name = 'Only In Two'`))
      .toEqual([{ id: two }]);
  });

  it('takes a file for the workspace of its channel, whoever of the organization shares it', async () => {
    const shared = await share(fake.member('liv', two), channels[two]!, file);
    await answer(shared, /1 left out/);
    expect(await workspacesOfImport(shared.ts)).toEqual([two]);
  });

  it('takes it for that workspace also where Slack sends the event for that of the member', async () => {
    await idle();
    const ts = await repeatFor(one, channels[two]!, channels[two]!);
    await expect.poll(() => workspacesOfImport(ts)).toEqual([two]);
    await idle();
  });

  it('takes a file in a channel that workspaces share for the workspace of its member', async () => {
    const { botUserId } = fake.app(enterprise);
    const members = [danaOf(one).id, danaOf(two).id, botUserId];
    const { id } = fake.addChannel({ name: 'both', workspace: one, sharedWith: [two], members });
    for (const workspace of [one, two]) {
      const shared = await share(danaOf(workspace), id, file);
      await answer(shared, /1 updated|1 unchanged|1 left out/);
      expect(await workspacesOfImport(shared.ts)).toEqual([workspace]);
    }
  });

  it('does nothing in a workspace that was not granted access', async () => {
    await idle();
    const before = fake.calls().length;
    await repeatFor(out, channels[out]!, channels[one]!);
    await fake.settled();
    await idle();
    expect(await db.execute(sql`select from workspace where id = ${out}`)).toEqual([]);
    const later = fake.calls().slice(before);
    expect(later.map(({ method }) => method).filter((method) => method !== 'auth.teams.list')).toEqual([]);
  });

  it('finds what members shared while the app was down, in each workspace', async () => {
    await app.stop();
    await db.execute(
      sql`update workspace set heard_until = now() - interval '1 hour' where enterprise_id is not null`,
    );
    const shares = await Promise.all(
      [one, two].map((workspace) => share(danaOf(workspace), channels[workspace]!, file)),
    );
    app = await start();
    await answer(shares[0]!, /1 updated/);
    await answer(shares[1]!, /1 left out/);
    expect(await db.execute(sql`select heard_until from workspace where id = ${enterprise}`)).toEqual([
      { heard_until: null },
    ]);
  });

  it('renews its one token, with which every workspace goes on', async () => {
    const before = fake.app(enterprise).token;
    await app.stop();
    await db.execute(sql`update installation set expires_at = now() + interval '1 hour'`);
    app = await start();
    await expect.poll(() => fake.app(enterprise).token).not.toBe(before);
    await idle();
    fake.expireToken(enterprise, before);
    for (const workspace of [one, two])
      await expect
        .poll(() => command(danaOf(workspace), channels[workspace]!, '/endusers orgs'), { timeout: 20_000 })
        .toContain('1 organization');
  });

  it('asks who installed it, and the admins of every workspace, to install it again when a renewal was lost', async () => {
    const told = () => ['dana', 'gil'].map((name) => askedAgain(fake.member(name, one)));
    await db.execute(
      sql`insert into access values (${two}, ${fake.member('gil', two).id}, 'admin', 'U0DANA')`,
    );
    expect(told()).toEqual([0, 0]);
    await app.stop();
    await db.execute(sql`update installation set expires_at = now() + interval '1 hour'`);
    const renewals = () => fake.calls('oauth.v2.access').length;
    const before = renewals();
    fake.faults.add({ method: 'oauth.v2.access', answer: { acceptThenFail: true } });
    app = await start();
    await fake.until(() => renewals() > before);
    await app.stop();
    app = await start();
    await expect.poll(told, { timeout: 20_000 }).toEqual([1, 1]);
    await db.execute(sql`delete from access`);
    await installForOrganization();
    await idle();
    expect(told()).toEqual([1, 1]);
  });

  it('notices at the start which grants and revocations it missed', async () => {
    await app.stop();
    fake.revokeAccess(enterprise, [two], { sendEvent: false });
    app = await start();
    await expect.poll(coveredWorkspaces).toEqual([one]);
    await app.stop();
    fake.grantAccess(enterprise, [two], { sendEvent: false });
    app = await start();
    await expect.poll(coveredWorkspaces).toEqual([one, two]);
  });

  it('tells a member that it is still reading who is in a large workspace, and answers as soon as it knows', async () => {
    await app.stop();
    app = await start();
    const liv = fake.member('liv', two);
    fake.faults.add({ method: 'users.list', answer: { status: 429, retryAfter: 5 } });
    const asked = () => command(liv, channels[two]!, '/endusers orgs');
    expect(await asked()).toContain("I'm still reading from Slack who is in this workspace");
    const shared = await share(liv, channels[two]!, file);
    await answer(shared, /1 left out/);
    expect(await asked()).toContain('1 organization');
    fake.faults.clear();
  });

  it("prefers a workspace's own installation", async () => {
    fake.revokeAccess(enterprise, [two], { sendEvent: false });
    const { channel } = await install(fake, app, two);
    const own = await share(danaOf(two), channel, file);
    await answer(own, /1 left out/);
    expect(botsIn(own)[0]).toMatchObject({ botId: fake.app(two).botId });
    fake.uninstall(two);
    await fake.settled();
    await expect.poll(installations).toEqual([enterprise]);
    fake.grantAccess(enterprise, [two]);
    await expect.poll(coveredWorkspaces).toEqual([one, two]);
    await answer(await share(danaOf(two), channels[two]!, file), /1 left out/);
  });

  it('ends in one workspace whose access is revoked, and goes on in the others', async () => {
    fake.faults.add({ method: 'files.info', times: Infinity, answer: { status: 429, retryAfter: 3_600 } });
    const text = `<@${fake.app(enterprise).botUserId}>`;
    const waiting = await share(danaOf(two), channels[two]!, file, { text });
    await answer(waiting, /Reading/);
    fake.faults.clear();
    fake.revokeAccess(enterprise, [two]);
    await fake.settled();
    await expect.poll(coveredWorkspaces).toEqual([one]);
    const jobs = sql`select kind from job where workspace_id = ${two} and kind <> 'expire-import'`;
    await expect.poll(() => db.execute(jobs)).toEqual([]);
    const [row] = await db.execute(sql`select state from import where share_ts = ${waiting.ts}`);
    expect(row).toMatchObject({ state: 'failed' });
    await answer(await share(danaOf(one), channels[one]!, file), /1 updated/);
    // The data stays for the next time.
    expect(await db.execute(sql`select from end_user where workspace_id = ${two}`)).toHaveLength(1);
  });

  it('ends everywhere when the organization uninstalls the app', async () => {
    fake.uninstall(enterprise);
    await fake.settled();
    await expect.poll(installations).toEqual([]);
    await expect.poll(coveredWorkspaces).toEqual([]);
    const heard = sql`select from workspace where heard_until is not null`;
    await expect.poll(() => db.execute(heard)).toEqual([]);
  });

  it('guides the first admin who types a command where the member who installed it is in no workspace', async () => {
    await installForOrganization();
    fake.revokeAccess(enterprise, [one], { sendEvent: false });
    fake.grantAccess(enterprise, [two]);
    await expect.poll(coveredWorkspaces).toEqual([two]);
    await idle();
    expect(await db.execute(sql`select from workspace where guided_at is not null`)).toHaveLength(0);
    const before = timesGuided(danaOf(two));
    await command(danaOf(two), desk(two, 'desk-again'), '/endusers orgs');
    await expect.poll(() => timesGuided(danaOf(two))).toBe(before + 1);
  });
});

it('an app for one workspace refuses to start with the token of an org-wide installation', async () => {
  const fake = await startTestSlack({ seed: 'none' });
  fake.addWorkspace({ id: one, name: one, enterpriseId: enterprise });
  fake.installOrganization({ enterprise });
  const env = { ...settingsFor(fake, enterprise), DATABASE_URL: (await freshDatabase()).url };
  await expect(startApp(readConfig(env), openLog('silent'))).rejects.toThrow('org-wide installation');
});
