// Who installed the app, or else the first admin who types a command, is guided through the first steps, once. Whoever is
// granted a role is told what they may do.
import { describe, expect, it } from 'vitest';
import type { FakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { addTenant, install, newKey, startAppForMany } from './many-workspaces.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

/** What the bot wrote to a member directly. */
const toldIn = (fake: FakeSlack, name: string, workspace?: string) =>
  fake
    .messages(fake.member(name, workspace).directMessages())
    .filter(({ botId }) => botId)
    .map(({ text }) => text);

const refuse = (fake: FakeSlack, method: string, error: string) =>
  fake.faults.add({ method, answer: { error }, times: Number.POSITIVE_INFINITY });

describe('with OAuth', async () => {
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack({ seed: 'none' });
  const ids = ['T0ONE0001', 'T0TWO0001', 'T0THREE01'] as const;
  for (const id of ids) addTenant(fake, id, id);
  const env = { DATABASE_URL: url, TOKEN_ENCRYPTION_KEY: newKey('k1') };
  const app = await startAppForMany(fake, env);
  const idle = idleOn(fake, db);
  const { command } = conversationIn(fake);
  const told = (id: string) => toldIn(fake, 'dana', id);

  it('the member who installed the app is guided, once', async () => {
    const { dana, channel } = await install(fake, app, ids[0]);
    await idle();
    expect(told(ids[0])).toEqual([expect.stringContaining('Four steps to the first import')]);
    expect(told(ids[0])[0]).toContain('/endusers access grant');
    await install(fake, app, ids[0]);
    await command(dana, channel, '/endusers orgs');
    await idle();
    expect(told(ids[0])).toHaveLength(1);
  });

  it('again after the app was removed and installed', async () => {
    await install(fake, app, ids[1]);
    await idle();
    fake.uninstall(ids[1]);
    await idle();
    await install(fake, app, ids[1]);
    await idle();
    expect(told(ids[1])).toHaveLength(2);
  });

  it('the app is installed where Slack refuses the message', async () => {
    refuse(fake, 'chat.postMessage', 'messages_tab_disabled');
    const { dana, channel } = await install(fake, app, ids[2]);
    await idle();
    expect(await command(dana, channel, '/endusers orgs')).toContain('no organization');
    fake.faults.clear();
  });
});

describe('with a token, where Slack names no one who installed the app', async () => {
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack();
  const first = await startAppOn(fake, { DATABASE_URL: url });
  const idle = idleOn(fake, db);
  const { command } = conversationIn(fake);
  const told = (name: string) => toldIn(fake, name);

  it('the first admin who types a command is guided, once, and after a restart neither', async () => {
    await command(fake.member('lee'), 'end-users', '/endusers help');
    await idle();
    expect(told('lee')).toEqual([]);
    await command(fake.member('dana'), 'end-users', '/endusers orgs');
    await fake.until(() => told('dana').length > 0, { what: 'the first steps' });
    expect(told('dana')[0]).toContain('/endusers org add Acme Ltd');
    await first.stop();
    await startAppOn(fake, { DATABASE_URL: url });
    await command(fake.member('olga'), 'end-users', '/endusers orgs');
    await command(fake.member('dana'), 'end-users', '/endusers orgs');
    await idle();
    expect([told('dana').length, told('olga').length]).toEqual([1, 0]);
  });
});

describe('a member who is granted a role', async () => {
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack();
  await startAppOn(fake, { DATABASE_URL: url });
  const idle = idleOn(fake, db);
  const { command } = conversationIn(fake);
  const dana = fake.member('dana');
  const type = (line: string) => command(dana, 'end-users', `/endusers ${line}`);
  const told = (name: string) => toldIn(fake, name);

  it.each([
    ['view', 'you can export and look up', '/endusers export all'],
    ['edit', 'import, and edit end users', '/endusers template'],
    ['admin', 'you can do everything', '/endusers org add'],
  ])('%s is told who granted it, what they may do, and how to begin', async (role, may, begin) => {
    const before = told('lee').length;
    await type(`access grant @lee ${role}`);
    await fake.until(() => told('lee').length > before, { what: 'the notice' });
    const text = told('lee').at(-1);
    expect(text).toContain(`<@${dana.id}> gave you the role ${role}`);
    expect(text).toContain(may);
    expect(text).toContain(begin);
  });

  it('is told nothing if nothing changes, if they did it themselves, and when it is revoked', async () => {
    const before = told('lee').length;
    await type('access grant @lee admin');
    await type('access revoke @lee');
    await type('access grant @dana edit');
    await idle();
    expect(told('lee')).toHaveLength(before);
    expect(told('dana').filter((text) => text.includes('gave you'))).toEqual([]);
  });

  it.each([
    ['chat.postMessage', 'messages_tab_disabled'],
    ['conversations.open', 'user_not_visible'],
  ])('has it even if Slack refuses the message: %s, %s', async (method, error) => {
    refuse(fake, method, error);
    expect(await type('access grant @mia edit')).toContain('now has the edit role');
    await idle();
    fake.faults.clear();
    expect(await type('access')).toContain(`<@${fake.member('mia').id}> · edit`);
    expect(told('mia')).toEqual([]);
    await type('access revoke @mia');
  });
});
