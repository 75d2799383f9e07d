// Slack refuses requests, breaks them off, or loses answers: in the end the outcome is right, and nothing is lost or
// posted twice.
//
// Each test waits for retries of jobs, so all run at once, each in its own channel.
import { describe, expect, it } from 'vitest';
import type { Fault, Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, botsIn, command, exported, idle, postedFile, share } =
  await startTestApp();
const dana = fake.member('dana');
const bot = fake.app().botUserId;

let places = 0;

/** Adds a channel, an organization, and a file name for one test, with a fault that hits nothing else. */
async function place(fault?: Fault) {
  const name = `case-${String(++places).padStart(2, '0')}`;
  const { id: channel } = fake.addChannel({ name, members: ['dana', bot] });
  const organization = await addOrganization(dana, name);
  const own = new RegExp(`${channel}|${name.replace('-', '.')}`);
  const strike = (hit: Fault) => fake.faults.add({ ...hit, when: (args) => own.test(JSON.stringify(args)) });
  if (fault) strike(fault);
  return {
    channel,
    organization,
    strike,
    share: (rows: string, text = '') =>
      share(dana, channel, `customer_id,name,email\n${rows.replace(/^/gm, `${organization},`)}\n`, {
        name: `${name}.csv`,
        text,
      }),
  };
}

/** The number of messages and of files that each thread must have at the end. */
const expected: { message: Message; messages: number; files: number }[] = [];
const inTheEnd = (message: Message, messages: number, files: number) =>
  void expected.push({ message, messages, files });

describe('the message of an import is right in the end when', () => {
  it.concurrent.each<[string, Fault]>([
    ['Slack fails to post it', { method: 'chat.postMessage', answer: { status: 500 } }],
    [
      'Slack posts it and the answer is lost',
      { method: 'chat.postMessage', answer: { acceptThenFail: true } },
    ],
    [
      'Slack limits the rate of posts',
      { method: 'chat.postMessage', answer: { status: 429, retryAfter: 1 } },
    ],
    [
      'Slack limits the rate of updates',
      { method: 'chat.update', times: 2, answer: { status: 429, retryAfter: 1 } },
    ],
    ['Slack fails to update it', { method: 'chat.update', answer: { status: 500 } }],
    ['Slack updates it and the answer is lost', { method: 'chat.update', answer: { acceptThenFail: true } }],
    ['Slack refuses its blocks', { method: 'chat.update', answer: { error: 'invalid_blocks' } }],
  ])('%s', async (_, fault) => {
    const shared = await (await place(fault)).share('Ana,', `<@${bot}>`);
    await answer(shared, /1 new/);
    inTheEnd(shared, 1, 0);
  });

  it.concurrent('a member deletes it in between', async () => {
    const { share, strike } = await place();
    const shared = await share('Bo,');
    const plan = await answer(shared, /1 new/);
    strike({ method: 'chat.update', answer: { error: 'message_not_found' } });
    await dana.click(plan, { text: /^Apply/ });
    await answer(shared, /1 created/);
    inTheEnd(shared, 2, 0);
  });

  it.concurrent('Slack refuses the result for a while', async () => {
    const { share, strike } = await place();
    const shared = await share('Cy,');
    const plan = await answer(shared, /1 new/);
    strike({ method: 'chat.update', times: 2, answer: 'reset' });
    await dana.click(plan, { text: /^Apply/ });
    await answer(shared, /1 created/);
    inTheEnd(shared, 1, 0);
  });
});

describe('a shared file is read completely when its download', () => {
  const rows = Array.from({ length: 3_000 }, (_, i) => `Person ${i},`).join('\n');

  it.concurrent.each<[string, Fault['answer']]>([
    ['breaks off', { cutAfterBytes: 20_000 }],
    ['ends early without an error', { contentLength: 20_000 }],
    ['is answered with an error', { status: 500 }],
    ['is rate-limited', { status: 429, retryAfter: 1 }],
    ['is reset', 'reset'],
  ])('%s', async (_, fault) => {
    const shared = await (await place({ method: 'download', answer: fault })).share(rows);
    await answer(shared, /3,000 new/);
    inTheEnd(shared, 1, 0);
  });
});

describe('an export is posted when', () => {
  it.concurrent.each<[string, Fault, ...Fault[]]>([
    [
      'Slack shares it late and the answer is lost',
      { method: 'share', answer: { delayMs: 5_000 } },
      { method: 'files.completeUploadExternal', answer: { acceptThenFail: true } },
    ],
    [
      'its message is posted and the answer is lost',
      { method: 'chat.postMessage', answer: { acceptThenFail: true } },
    ],
    [
      'Slack returns no address for the upload',
      { method: 'files.getUploadURLExternal', answer: { status: 500 } },
    ],
    ['the upload is refused', { method: 'upload', answer: { status: 500 } }],
    ['the upload breaks off', { method: 'upload', answer: 'reset' }],
    ['the upload arrives and its answer is lost', { method: 'upload', answer: { acceptThenFail: true } }],
    ['Slack limits the rate of uploads', { method: 'upload', answer: { status: 429, retryAfter: 1 } }],
    [
      'Slack refuses to complete it',
      { method: 'files.completeUploadExternal', answer: { error: 'internal_error' } },
    ],
    [
      'it is posted and the answer is lost',
      { method: 'files.completeUploadExternal', answer: { acceptThenFail: true } },
    ],
  ])('%s', async (_, ...faults) => {
    const { channel, organization, strike } = await place();
    faults.forEach(strike);
    const { file, message } = await exported(dana, channel, `/endusers export ${organization}`);
    expect(message.text).toContain(file.name);
    expect(await command(dana, channel, '/endusers downloads')).toContain(file.name);
    inTheEnd(message, 1, 1);
  });
});

it.concurrent('a post whose answer was lost is found, however many messages follow it', async () => {
  const { channel, organization, strike } = await place();
  strike({ method: 'chat.postMessage', answer: { acceptThenFail: true } });
  await dana.command(channel, `/endusers export ${organization}`);
  await fake.until(() => fake.messages(channel).some(({ botId }) => botId));
  // More than one page.
  for (let n = 0; n < 210; n++) dana.post({ channel, text: `chat ${n}` });
  const said = () => fake.messages(channel).filter(({ botId }) => botId);
  const message = await fake.until(() => said().find(({ text }) => text.startsWith('✅')));
  expect(said().filter(({ threadTs, ts }) => (threadTs ?? ts) === ts)).toHaveLength(1);
  inTheEnd(message, 1, 1);
});

describe('a problem file is posted when', () => {
  it.concurrent.each<[string, Fault]>([
    ['its upload is refused', { method: 'upload', answer: { status: 500 } }],
    [
      'it is posted and the answer is lost',
      { method: 'files.completeUploadExternal', answer: { acceptThenFail: true } },
    ],
  ])('%s', async (_, fault) => {
    const shared = await (await place(fault)).share('Ana,nope');
    await postedFile(shared, /problems/);
    inTheEnd(shared, 2, 1);
  });

  it.concurrent('the plan is applied before Slack accepts it', async () => {
    const { share } = await place({ method: 'upload', times: 2, answer: { status: 500 } });
    const shared = await share('Ana,nope\nGil,');
    await applied(dana, shared);
    expect(await (await postedFile(shared, /problems/)).text()).toContain(',Ana,nope');
    inTheEnd(shared, 2, 1);
  });
});

it('in all these threads, nothing was posted twice', async () => {
  await idle();
  expect(expected.length).toBe(places);
  const found = expected.map(({ message }) => ({
    message,
    messages: botsIn(message).length,
    files: botsIn(message).flatMap(({ files }) => files).length,
  }));
  expect(found).toEqual(expected);
  const exports = fake.messages('end-users').filter(({ botId }) => botId !== undefined);
  expect(exports).toEqual([]);
});

it('a click counts even if its answer does not arrive', async () => {
  const { share } = await place();
  const shared = await share('Eve,');
  const plan = await answer(shared, /1 new/);
  fake.faults.add({ method: 'response_url', answer: { status: 500 } });
  await Promise.all([1, 2].map(() => dana.click(plan, { text: /^Apply/ })));
  await answer(shared, /1 created/);
  expect((await applied(dana, await share('Fay,'))).text).toContain('1 created');
});
