// Slack refuses, breaks off or repeats: in the end the outcome is right, and nothing is lost or said twice.
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../playground/fake-slack/faults.ts';
import type { Message } from '../../playground/fake-slack/world/records.ts';
import { giveUp } from '../../src/usecases/give-up.ts';
import { runningApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, botsIn, command, db, exported, idle, postedFile, share } =
  await runningApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const csv = (name: string) => `customer_id,name\n${acme},${name}\n`;
const bot = fake.app().botUserId;

afterEach(() => fake.faults.clear());

/** Everything that the bot says of it in the end. */
async function allOf(message: Message): Promise<Message[]> {
  await idle();
  return botsIn(message);
}

describe('the message of an import is there once, and right in the end, when', () => {
  it.each<[string, Fault]>([
    ['Slack breaks while it is posted', { method: 'chat.postMessage', answer: { status: 500 } }],
    [
      'Slack posts it and the answer is lost',
      { method: 'chat.postMessage', answer: { acceptThenFail: true } },
    ],
    ['there were too many posts', { method: 'chat.postMessage', answer: { status: 429, retryAfter: 1 } }],
    [
      'there were too many updates',
      { method: 'chat.update', times: 2, answer: { status: 429, retryAfter: 1 } },
    ],
    ['Slack breaks while it is updated', { method: 'chat.update', answer: { status: 500 } }],
    ['Slack updates it and the answer is lost', { method: 'chat.update', answer: { acceptThenFail: true } }],
    ['Slack takes no blocks', { method: 'chat.update', answer: { error: 'invalid_blocks' } }],
  ])('%s', async (_, fault) => {
    fake.faults.add(fault);
    const shared = await share(dana, channel, csv('Ana'), { text: `<@${bot}>` });
    await answer(shared, /1 new/);
    expect(await allOf(shared)).toHaveLength(1);
  });

  it('somebody deletes it in between', async () => {
    const shared = await share(dana, channel, csv('Bo'));
    const plan = await answer(shared, /1 new/);
    fake.faults.add({ method: 'chat.update', answer: { error: 'message_not_found' } });
    await dana.click(plan, { text: /^Apply/ });
    await fake.until(() => botsIn(shared).length === 2);
    const said = await allOf(shared);
    expect(said.at(-1)?.text).toContain('1 created');
  });

  it('the result can only be said after a while', async () => {
    const shared = await share(dana, channel, csv('Cy'));
    const plan = await answer(shared, /1 new/);
    fake.faults.add({ method: 'chat.update', times: 3, answer: 'reset' });
    await dana.click(plan, { text: /^Apply/ });
    await answer(shared, /1 created/);
    expect(await allOf(shared)).toHaveLength(1);
  });
});

describe('a shared file is read whole, and once, when its download', () => {
  const many = `customer_id,name\n${Array.from({ length: 3_000 }, (_, i) => `${acme},Person ${i}\n`).join('')}`;

  it.each<[string, Fault['answer']]>([
    ['breaks off', { cutAfterBytes: 20_000 }],
    ['ends early, as if that were all', { contentLength: 20_000 }],
    ['promises more than comes', { contentLength: 9_000_000 }],
    ['is answered with an error', { status: 500 }],
    ['was asked for too often', { status: 429, retryAfter: 1 }],
    ['is reset', 'reset'],
  ])('%s', async (_, fault) => {
    fake.faults.add({ method: 'download', answer: fault });
    const shared = await share(dana, channel, many);
    await answer(shared, /3,000 new/);
    expect(await allOf(shared)).toHaveLength(1);
  });
});

describe('an export is posted once, when', () => {
  it.each<[string, Fault]>([
    [
      'its message is posted and the answer is lost',
      { method: 'chat.postMessage', answer: { acceptThenFail: true } },
    ],
    [
      'Slack gives no address to upload to',
      { method: 'files.getUploadURLExternal', answer: { status: 500 } },
    ],
    ['the upload is refused', { method: 'upload', answer: { status: 500 } }],
    ['the upload breaks off', { method: 'upload', answer: 'reset' }],
    ['the upload arrives and the answer is lost', { method: 'upload', answer: { acceptThenFail: true } }],
    ['too much was uploaded', { method: 'upload', answer: { status: 429, retryAfter: 1 } }],
    [
      'it is refused in the end',
      { method: 'files.completeUploadExternal', answer: { error: 'internal_error' } },
    ],
    [
      'it is posted and the answer is lost',
      { method: 'files.completeUploadExternal', answer: { acceptThenFail: true } },
    ],
  ])('%s', async (_, fault) => {
    const before = fake.messages(channel).length;
    fake.faults.add(fault);
    const { file, message } = await exported(dana, channel, `/endusers export ${acme}`);
    const said = await allOf(message);
    expect(said.flatMap(({ files }) => files)).toEqual([file.id]);
    expect(fake.messages(channel)).toHaveLength(before + 2);
    expect(message.text).toContain(file.name);
    const list = await command(dana, channel, '/endusers downloads');
    expect(list).toContain(file.name);
  });
});

describe('a problem file is posted once, when', () => {
  it.each<[string, Fault]>([
    ['its upload is refused', { method: 'upload', answer: { status: 500 } }],
    [
      'it is posted and the answer is lost',
      { method: 'files.completeUploadExternal', answer: { acceptThenFail: true } },
    ],
  ])('%s', async (_, fault) => {
    fake.faults.add(fault);
    const shared = await share(dana, channel, `customer_id,name,email\n${acme},Ana,nope\n`);
    await postedFile(shared, /problems/);
    expect((await allOf(shared)).flatMap(({ files }) => files)).toHaveLength(1);
  });
});

it('a problem file comes also when the plan was applied before Slack took it', async () => {
  fake.faults.add({ method: 'upload', times: 2, answer: { status: 500 } });
  const shared = await share(dana, channel, `customer_id,name,email\n${acme},Ana,nope\n${acme},Gil,\n`);
  await applied(dana, shared);
  const problems = await postedFile(shared, /problems/);
  expect(await problems.text()).toContain(',Ana,nope');
  await idle();
});

describe('given up for good', () => {
  const reference = 'K7QF-2MXD';

  it('an import says so, with the reference to ask with', async () => {
    fake.faults.add({ method: 'download', times: Infinity, answer: { status: 500 } });
    const shared = await share(dana, dana.directMessages(), csv('Dee'));
    await answer(shared, /Reading/);
    const [found] = await db.execute<{ workspaceId: string; importId: number }>(
      `select workspace_id as "workspaceId", id::float8 as "importId" from import where share_ts = '${shared.ts}'`,
    );
    await giveUp(db)({ kind: 'prepare-import', payload: found! }, reference);
    const failed = await answer(shared, /something broke on our side with this file/);
    expect(failed.text).toContain(reference);
    expect(failed.text).toContain('Nothing was changed');
    fake.faults.clear();
    expect(await allOf(shared)).toHaveLength(1);
  });

  it('a file that nobody asked about ends without a word', async () => {
    fake.faults.add({ method: 'download', times: Infinity, answer: { status: 500 } });
    const shared = await share(dana, channel, csv('Gus'));
    const found = await fake.until(async () => {
      const [noted] = await db.execute<{ workspaceId: string; importId: number }>(
        `select workspace_id as "workspaceId", id::float8 as "importId" from import
        where share_ts = '${shared.ts}' and state = 'reading'`,
      );
      return noted;
    });
    await giveUp(db)({ kind: 'prepare-import', payload: found }, reference);
    expect(await allOf(shared)).toEqual([]);
    expect(await db.execute(`select state, reason from import where id = ${found.importId}`)).toEqual([
      { state: 'ignored', reason: reference },
    ]);
  });

  it('an export that could not even be announced says so in direct messages', async () => {
    fake.faults.add({
      method: 'chat.postMessage',
      times: Infinity,
      when: ({ channel }) => channel === fake.channel('end-users').id,
      answer: { error: 'restricted_action' },
    });
    await command(dana, channel, `/endusers export ${acme}`);
    const [found] = await db.execute<{ workspaceId: string; exportId: number }>(
      `select workspace_id as "workspaceId", id::float8 as "exportId" from export order by id desc limit 1`,
    );
    await giveUp(db)({ kind: 'perform-export', payload: found! }, reference);
    const failed = await fake.until(() =>
      fake.messages(dana.directMessages()).find(({ text }) => text.includes('there is no file')),
    );
    expect(failed.text).toContain(reference);
  });

  it('tells no member of another workspace', async () => {
    await giveUp(db)({ kind: 'prepare-import', payload: { workspaceId: 'T0OTHER', importId: 1 } }, reference);
    await idle();
  });
});

it('an answer to a click that does not arrive undoes nothing', async () => {
  const shared = await share(dana, channel, csv('Eve'));
  const plan = await answer(shared, /1 new/);
  fake.faults.add({ method: 'response_url', answer: { status: 500 } });
  await Promise.all([1, 2].map(() => dana.click(plan, { text: /^Apply/ })));
  await answer(shared, /1 created/);
  expect((await applied(dana, await share(dana, channel, csv('Fay')))).text).toContain('1 created');
});
