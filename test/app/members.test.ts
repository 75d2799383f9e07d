// Who may do what: members of the workspace; nobody else, who are told so privately or not at all.
import { describe, expect, it } from 'vitest';
import { runningApp } from './running-app.ts';

const { fake, addOrganization, answer, botsIn, command, idle, privately, share, db } = await runningApp();
const dana = fake.member('dana');
const channel = 'end-users';
const shared = 'with-partner';
const acme = await addOrganization(dana, 'Acme Ltd');
const csv = `customer_id,name\n${acme},Ana\n`;
const bot = fake.app().botUserId;
for (const name of ['rosa', 'sam', 'gus']) fake.invite(channel, name);

const others = [
  ['a guest', 'sam', channel],
  ['a guest of one channel', 'gus', channel],
  ['a member of another company', 'pat', shared],
  ['somebody who was deactivated', 'rosa', channel],
] as const;

describe.each(others)('%s', (_, name, where) => {
  const them = fake.member(name);

  it('is refused privately at every command', async () => {
    for (const line of ['help', 'orgs', 'org add Mine', 'export all', 'results', 'downloads']) {
      expect(await command(them, where, `/endusers ${line}`)).toContain('You may not use this app');
    }
  });

  it('is refused privately when asking the bot to import', async () => {
    const known = them.ephemerals().length;
    const file = await share(them, where, csv, { text: `<@${bot}> please` });
    await fake.until(() => them.ephemerals().length > known);
    expect(them.ephemerals().at(-1)?.text).toContain('You may not import');
    await idle();
    expect(them.ephemerals()).toHaveLength(known + 1);
    expect(botsIn(file)).toEqual([]);
  });

  it('hears nothing about a file that the bot was not asked for', async () => {
    const known = them.ephemerals().length;
    const file = await share(them, where, csv);
    await idle();
    expect(botsIn(file)).toEqual([]);
    expect(them.ephemerals()).toHaveLength(known);
  });

  it('is refused privately at the buttons of a plan, which stays as it is', async () => {
    const file = await share(dana, where, csv);
    const plan = await answer(file, /1 new/);
    for (const text of [/^Apply/, 'Cancel']) {
      const known = them.ephemerals().length;
      expect(await them.click(plan, { text })).toMatchObject({ ok: true });
      await fake.until(() => them.ephemerals().length > known);
      expect(them.ephemerals().at(-1)?.text).toContain('You may not decide on imports');
    }
    await idle();
    expect((await answer(file, /1 new/)).text).toBe(plan.text);
  });
});

it('a guest writing to the bot directly is refused there', async () => {
  const sam = fake.member('sam');
  const known = sam.ephemerals().length;
  await share(sam, sam.directMessages(), csv);
  sam.post({ channel: sam.directMessages(), text: 'please?' });
  await fake.until(() => sam.ephemerals().length === known + 2);
});

it('another bot gets no answer, whatever it does', async () => {
  const helper = fake.member('helper');
  const file = await share(helper, channel, csv, { text: `<@${bot}> please` });
  await idle();
  expect(botsIn(file)).toEqual([]);
  expect(helper.ephemerals()).toEqual([]);
});

it('nobody of them left a trace', async () => {
  const ids = others.map(([, name]) => fake.member(name).id);
  const rows = await db.execute(
    'select requested_by from import union select requested_by from export union select created_by from organization',
  );
  expect(rows.map((row) => row.requested_by).filter((id) => ids.includes(id as never))).toEqual([]);
});

it.each(['olga', 'dana', 'lee'])('%s, a member, may do all of it', async (name) => {
  const member = fake.member(name);
  const file = await share(member, channel, csv);
  await member.click(await answer(file, /1 new/), { text: 'Cancel' });
  await answer(file, /Cancelled/);
  expect(await command(member, channel, '/endusers orgs')).toContain('Acme Ltd');
});

it('a member whom Slack does not show is refused rather than trusted', async () => {
  const mia = fake.member('mia');
  fake.faults.add({
    method: 'users.info',
    when: ({ user }) => user === mia.id,
    answer: { error: 'user_not_found' },
  });
  expect(await command(mia, channel, '/endusers orgs')).toContain('You may not');
  await privately(mia, /You may not/);
});
