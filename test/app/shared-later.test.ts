// A channel that is shared with another company after a plan was shown there: from then on, what is shown there holds
// nothing that is stored here.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, botsIn, command, exported, idle, share } =
  await startTestApp();
const dana = fake.member('dana');
const partner = fake.channel('with-partner').sharedWith;
const secret = /secret|\+49/i;
let acme: number;
let beta: number;
let ana: string;
let bo: string;

beforeAll(async () => {
  acme = await addOrganization(dana, 'Secret Acme');
  beta = await addOrganization(dana, 'Secret Beta');
  const rows = `customer_id,name,title,phone\n${acme},Ana Secret,Secret clerk,+49 30 1\n${acme},Bo Secret,Secret cook,\n`;
  await applied(dana, await share(dana, 'end-users', rows));
  const { text } = await exported(dana, 'end-users', '/endusers export all');
  ana = /(\d+),Ana Secret/.exec(text)![1]!;
  bo = /(\d+),Bo Secret/.exec(text)![1]!;
});
afterEach(() => fake.faults.clear());

/** A channel of the company alone, with the bot in it. */
function newChannel(name: string): string {
  return fake.addChannel({ name, members: ['dana', fake.app().botUserId] }).id;
}

/** Lets another company in. */
function shareWithPartner(channel: string): void {
  fake.shareChannel(channel, partner);
}

/** Lets another company in at the moment of the app's nth call of this method. */
function shareOnCall(method: string, channel: string, nth = 1): void {
  let calls = 0;
  fake.faults.add({
    method,
    times: Number.POSITIVE_INFINITY,
    answer: 'reset',
    when: () => {
      calls += 1;
      if (calls === nth) shareWithPartner(channel);
      return false;
    },
  });
}

async function readable(shared: Message): Promise<string> {
  await idle();
  return botsIn(shared)
    .map(({ text, blocks }) => text + JSON.stringify(blocks))
    .join('\n');
}

it('the result of a plan, its undo, and its redo', async () => {
  const channel = newChannel('later-one');
  const shared = await share(dana, channel, `contact_id,title,phone\n${ana},Boss,1\n`);
  const plan = await answer(shared, /1 updated/);
  expect(await readable(shared)).toMatch(secret);
  shareWithPartner(channel);
  await dana.click(plan, { text: /^Apply/ });
  const result = await answer(shared, /✅ Applied/);
  expect(await readable(shared)).not.toMatch(secret);
  await applied(dana, await share(dana, 'end-users', `contact_id,phone\n${ana},+49 30 3 SECRET\n`));
  await dana.click(fake.now(result)!, { text: 'Undo' });
  const undone = await answer(shared, /↩️ (Undone|Partly undone)/);
  expect(undone.text).toContain('1 cell was kept because it was changed since.');
  expect(undone.text).toContain('People from another company can read this');
  expect(await readable(shared)).not.toMatch(secret);
  const [, importId] = /`\/endusers results (\d+)`/.exec(undone.text) ?? [];
  expect(await command(dana, channel, `/endusers results ${importId}`)).toContain('SECRET');
  await dana.click(fake.now(result)!, { text: 'Redo' });
  await answer(shared, /✅ Applied again/);
  expect(await readable(shared)).not.toMatch(secret);
});

it('a plan that is made again, with the reasons in it', async () => {
  const channel = newChannel('later-two');
  const rows = `customer_id,contact_id,title\n,${ana},Chief\n${beta},${bo},Cook\n`;
  const shared = await share(dana, channel, rows);
  const plan = await answer(shared, /1 updated/);
  expect(plan.text).toContain('belongs to');
  shareWithPartner(channel);
  await applied(dana, await share(dana, 'end-users', `contact_id,title\n${ana},Secret changed\n`));
  await dana.click(fake.now(plan)!, { text: /^Apply/ });
  const again = await answer(shared, /People from another company can read this/);
  expect(again.text).toContain('/endusers results');
  await idle();
  const [{ text }] = botsIn(shared) as [Message];
  expect(text).not.toMatch(secret);
  expect(text).not.toMatch(new RegExp(`belongs to ${acme}`));
});

it('a problem file whose upload has begun goes to a direct message', async () => {
  const channel = newChannel('later-three');
  shareOnCall('files.getUploadURLExternal', channel);
  const shared = await share(dana, channel, `contact_id,email\n${ana},nope\n`);
  const sent = () => fake.messages(dana.directMessages()).flatMap(fake.files);
  await fake.until(() => sent().length > 0, { what: 'the problem file' });
  await idle();
  expect(botsIn(shared).flatMap(fake.files)).toEqual([]);
  expect(await readable(shared)).not.toMatch(secret);
});

describe('an export', () => {
  const line = () => `/endusers export ${acme}`;

  /** What anyone can read of the bot's messages in the channel and in their threads. */
  const readableIn = (channel: string) =>
    JSON.stringify(
      fake.messages(channel).flatMap((message) => [message, ...fake.thread(channel, message.ts)]),
    );

  it('goes to a direct message, if the channel was shared after the command', async () => {
    const channel = newChannel('later-four');
    shareOnCall('conversations.info', channel, 2);
    const { text } = await exported(dana, channel, line(), dana.directMessages());
    expect(text).toContain('Ana Secret');
    await idle();
    expect(fake.messages(channel)).toEqual([]);
  });

  it('goes to a direct message, if the channel was shared after the upload began', async () => {
    const channel = newChannel('later-five');
    shareOnCall('files.getUploadURLExternal', channel);
    const { text, message } = await exported(dana, channel, line(), dana.directMessages());
    expect(text).toContain('Ana Secret');
    expect(message.text).toContain('Secret Acme');
    await idle();
    const [posted, ...more] = fake.messages(channel);
    expect(more).toEqual([]);
    expect(posted?.text).toContain('gets the file as a direct message');
    expect(fake.thread(channel, posted!.ts).flatMap(fake.files)).toEqual([]);
    expect(readableIn(channel)).not.toMatch(/secret/i);
  });

  it('that is in the channel when it is shared is not named there anymore', async () => {
    const channel = newChannel('later-six');
    shareOnCall('files.completeUploadExternal', channel);
    await command(dana, channel, line());
    const message = await fake.until(() => fake.messages(channel).find(({ text }) => text.startsWith('✅')));
    await idle();
    expect(message.text).toContain('2 end users of organization');
    expect(message.text + JSON.stringify(message.blocks)).not.toMatch(/secret/i);
  });
});
