// Which places show names and values: the setting `details`, and channels that others than members of the workspace can read.
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, botsIn, command, exported, idle, ...more } =
  await startTestApp();
const { privately, share } = more;
const dana = fake.member('dana');
const bot = fake.app().botUserId;
/** Every stored value contains it, and every value of the files. */
const secret = /secret|\+49|nope/i;
let acme: number;
let ana: string;

beforeAll(async () => {
  acme = await addOrganization(dana, 'Secret Acme');
  const rows = `customer_id,name,title,phone\n${acme},Ana Secret,Secret clerk,+49 30 1\n`;
  await applied(dana, await share(dana, dana.directMessages(), rows));
  const { text } = await exported(dana, 'end-users', '/endusers export all');
  ana = /(\d+),Ana Secret/.exec(text)![1]!;
});
afterEach(async () => {
  vi.restoreAllMocks();
  await set('members only');
});

const set = async (value: string) =>
  expect(await command(dana, 'end-users', `/endusers settings details ${value}`)).toContain('is now');

let count = 0;
/** A channel of dana, lee, and the bot, and of these. */
function newChannel(more: Parameters<typeof fake.addChannel>[0] = {}): string {
  count += 1;
  const { members = [] } = more;
  return fake.addChannel({ name: `details-${count}`, ...more, members: ['dana', 'lee', bot, ...members] }).id;
}

/** Everything readable in the thread: texts, blocks, and the files that the bot posted. */
async function readable(shared: Message): Promise<string> {
  await idle();
  const said = botsIn(shared);
  const files = await Promise.all(said.flatMap(fake.files).map((file) => file.text()));
  return [...said.map(({ text, blocks }) => text + JSON.stringify(blocks)), ...files].join('\n');
}

/** A file with one change, one new end user of an unknown organization, and one row with a problem. */
const csv = (title: string) =>
  `contact_id,organization,name,email,title\n${ana},,,,Secret ${title}\n,Secret Nowhere,Secret Eve,secret@eve.example,\n${ana}9,,Secret Bo,nope,\n`;

const places = [
  ['with a guest', () => newChannel({ members: ['sam'] }), 'Guests can read this'],
  ['with a guest of one channel', () => newChannel({ members: ['gus'] }), 'Guests can read this'],
  ['of several workspaces', () => newChannel({ orgShared: true }), 'Other workspaces can read this'],
] as const;

describe.each(places)('a channel %s', (_, open, words) => {
  it('shows only numbers by default', async () => {
    const shared = await share(dana, open(), csv('chief'), { text: `<@${bot}>` });
    const plan = await answer(shared, /1 updated/);
    expect(plan.text).toContain(words);
    expect(await readable(shared)).not.toMatch(secret);
    expect(await command(dana, shared.channel, '/endusers export all')).toContain(words);
    await idle();
    expect(
      fake
        .messages(shared.channel)
        .filter(({ ts }) => ts !== shared.ts && fake.thread(shared.channel, ts).length === 0),
    ).toEqual([]);
  });

  it('shows everything where an admin has chosen it', async () => {
    await set('in the channel');
    const shared = await share(dana, open(), csv('boss'), { text: `<@${bot}>` });
    await answer(shared, /1 updated/);
    expect(await readable(shared)).toMatch(secret);
  });
});

it('a channel of another company shows only numbers, whatever was chosen', async () => {
  await set('in the channel');
  const shared = await share(dana, 'with-partner', `contact_id,title\n${ana},Boss\n`);
  expect((await answer(shared, /1 updated/)).text).toContain('People from another company can read this');
  expect(await readable(shared)).not.toMatch(secret);
});

it('a channel with more members than the app looks up one by one is checked as well', async () => {
  const many = Array.from({ length: 25 }, (_, i) => fake.addMember({ name: `many-${i}` }).id);
  const shared = await share(dana, newChannel({ members: many }), csv('one'), { text: `<@${bot}>` });
  await answer(shared, /1 updated/);
  expect(await readable(shared)).toMatch(secret);
  const guest = fake.addMember({ name: 'many-guest', kind: 'guest' }).id;
  const again = await share(dana, newChannel({ members: [...many, guest] }), csv('one'), {
    text: `<@${bot}>`,
  });
  await answer(again, /1 updated/);
  expect(await readable(again)).not.toMatch(secret);
});

it('a channel shows only numbers while the members of a large workspace are being read, and then everything', async () => {
  const many = Array.from({ length: 1_100 }, (_, i) => fake.addMember({ name: `large-${i}` }).id);
  const channel = newChannel({ members: many.slice(-30) });
  const lists = () => fake.calls('users.list');
  const before = lists().length;
  // A minute later, the list of a small workspace is read again.
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 700_000);
  fake.faults.add({
    method: 'users.list',
    when: ({ cursor }) => Boolean(cursor),
    answer: { status: 429, retryAfter: 6 },
  });
  const early = await share(dana, channel, csv('early'), { text: `<@${bot}>` });
  expect((await answer(early, /1 updated/)).text).toContain(
    "I'm still checking whether guests can read this",
  );
  expect(await readable(early)).not.toMatch(secret);
  await vi.waitFor(() => expect(lists().length - before).toBe(3), 20_000);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 800_000);
  const late = await share(dana, channel, csv('late'), { text: `<@${bot}>` });
  await answer(late, /1 updated/);
  expect(await readable(late)).toMatch(secret);
});

it('who is in a channel is not asked for each message', async () => {
  const channel = newChannel();
  const calls = () => fake.calls('conversations.members').length;
  const before = calls();
  await applied(dana, await share(dana, channel, `contact_id,title\n${ana},Secret again\n`));
  await idle();
  expect(calls() - before).toBe(1);
});

describe('with `approvers only`', () => {
  it('a channel shows only numbers, from the plan to the undo', async () => {
    await set('approvers only');
    const shared = await share(dana, newChannel(), csv('cook'), { text: `<@${bot}>` });
    const plan = await answer(shared, /1 updated/);
    expect(plan.text).toContain('This workspace shows names and values only in private');
    expect(plan.text).toContain('gets as a direct message');
    await applied(dana, shared);
    const result = await answer(shared, /Applied by/);
    expect(await readable(shared)).not.toMatch(secret);
    await applied(dana, await share(dana, dana.directMessages(), `contact_id,title\n${ana},Secret newer\n`));
    await dana.click(fake.now(result)!, { text: 'Undo' });
    const undone = await answer(shared, /↩️ (Undone|Partly undone)/);
    expect(undone.text).toContain('To see privately what was kept');
    expect(await readable(shared)).not.toMatch(secret);
  });

  it('members who may approve see the details privately', async () => {
    await set('approvers only');
    const shared = await share(dana, newChannel(), csv('baker'), { text: `<@${bot}>` });
    const plan = await answer(shared, /1 updated/);
    await dana.click(plan, { text: 'Show me what would change' });
    const { text } = await privately(dana, /Secret baker/);
    expect(text).toContain('Secret Nowhere');
    expect(text).toContain('"nope" is not a valid');
    const [, id] = /import (\d+)/.exec(await readable(shared)) ?? /results (\d+)/.exec(plan.text)!;
    expect(await command(dana, shared.channel, `/endusers results ${id}`)).toContain('Secret baker');
  });

  it('the problem file goes to the member who shared the file, and can be fixed there', async () => {
    await set('approvers only');
    const shared = await share(dana, newChannel(), csv('tailor'), { text: `<@${bot}>` });
    await answer(shared, /1 updated/);
    await idle();
    expect(botsIn(shared).flatMap(fake.files)).toEqual([]);
    const file = fake.messages(dana.directMessages()).flatMap(fake.files).at(-1)!;
    expect(file.name).toBe('people_problems.csv');
    expect(await file.text()).toContain('nope');
    const fixed = (await file.text()).replace(/^.*Secret Nowhere.*\r\n/m, '').replace(`${ana}9`, ana);
    const again = await share(
      dana,
      dana.directMessages(),
      fixed.replace('Secret Bo,nope', ',ana@ok.example'),
      {
        name: file.name,
      },
    );
    expect((await answer(again, /updated/)).text).toContain('Ana Secret');
  });

  it('the file with all cells and an export go to direct messages', async () => {
    await set('approvers only');
    const channel = newChannel();
    const { text } = await exported(dana, channel, '/endusers export all', dana.directMessages());
    expect(text).toContain('Ana Secret');
    const rows = Array.from({ length: 120 }, (_, i) => `${acme},Secret ${i},Secret title\n`).join('');
    const shared = await share(dana, channel, `customer_id,name,title\n${rows}`);
    const plan = await answer(shared, /120 new/);
    await dana.click(plan, { text: /^All / });
    await privately(dana, /the file with all cells goes to your direct messages/);
    await idle();
    expect(await readable(shared)).not.toMatch(secret);
    expect(await fake.messages(dana.directMessages()).flatMap(fake.files).at(-1)!.text()).toContain(
      'Secret 119',
    );
  });

  it('a direct message with the bot shows everything', async () => {
    await set('approvers only');
    const shared = await share(dana, dana.directMessages(), csv('smith'));
    expect((await answer(shared, /1 updated/)).text).toMatch(secret);
  });

  it('what was shown before is hidden when the message is updated', async () => {
    const shared = await share(dana, newChannel(), `contact_id,title\n${ana},Secret weaver\n`);
    const plan = await answer(shared, /1 updated/);
    expect(plan.text).toMatch(secret);
    await set('approvers only');
    await dana.click(plan, { text: 'Cancel' });
    await answer(shared, /Canceled/);
    expect(await readable(shared)).not.toMatch(secret);
  });
});
