// The fake held against an implementation that isn't ours: npm `emulate`. The same calls go to both through the real
// client, and the answers are compared in shape: which fields there are, of what type, and which errors come.
import type { WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFakeSlack } from '../../playground/fake-slack/start.ts';
import { appScopes } from '../../playground/fake-slack/world/populate.ts';
import { clientFor } from './clients.ts';
import { type Known, knownDifferences } from './emulate-differences.ts';
import { differences } from './shape.ts';

/** One of the two, and what a sequence of calls needs to know of it. */
type Side = {
  client: WebClient;
  /** A client whose token lacks every scope but chat:write. */
  narrow: WebClient;
  channel: string;
  member: string;
  /** A trigger id that opens a modal. */
  trigger: () => Promise<string>;
  close: () => Promise<void>;
};

/** What several steps share, by name. */
type Memory = Record<string, string>;
type Step = [name: string, run: (side: Side, memory: Memory) => Promise<unknown>];

const scopes = [...appScopes, 'channels:join', 'im:read'];

async function ours(): Promise<Side> {
  const fake = await startFakeSlack();
  const { token } = fake.install({ workspace: 'T0HARBOR1', scopes });
  const other = fake.addWorkspace({ name: 'Narrow' });
  const narrow = fake.install({ workspace: other.id, scopes: ['chat:write'] });
  return {
    client: clientFor(fake.apiUrl, token),
    narrow: clientFor(fake.apiUrl, narrow.token),
    channel: fake.channel('end-users').id,
    member: fake.member('dana').id,
    async trigger() {
      await fake.member('dana').command('end-users', '/endusers add');
      return String(fake.deliveries().at(-1)?.payload.trigger_id);
    },
    close: fake.close,
  };
}

async function theirs(): Promise<Side> {
  const bot = { app_id: 'A1', bot_id: 'B1', bot_user_id: 'UBOT' };
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: 'Harbor Support', domain: 'harbor-support' },
        users: [{ name: 'dana', real_name: 'Dana Whitfield', is_admin: true }],
        channels: [{ name: 'end-users' }],
        oauth_apps: [
          {
            client_id: '1',
            client_secret: '2',
            name: 'endusers',
            bot_name: 'endusers',
            redirect_uris: [],
            scopes,
            ...bot,
          },
        ],
        tokens: [
          { token: 'xoxb-wide', type: 'bot', user_id: 'UBOT', scopes, ...bot },
          { token: 'xoxb-narrow', type: 'bot', user_id: 'UBOT', scopes: ['chat:write'], ...bot },
        ],
        strict_scopes: true,
      },
    },
  });
  const api = `${emulator.url}/api/`;
  const client = clientFor(api, 'xoxb-wide');
  const channels = await client.conversations.list({});
  const channel = String(channels.channels?.find(({ name }) => name === 'end-users')?.id);
  const members = await client.users.list({});
  const member = String(members.members?.find(({ name }) => name === 'dana')?.id);
  await client.conversations.join({ channel });
  return {
    client,
    narrow: clientFor(api, 'xoxb-narrow'),
    channel,
    member,
    async trigger() {
      const issued = await client.apiCall('views.generateTriggerId', { user_id: member });
      return 'trigger_id' in issued ? String(issued.trigger_id) : '';
    },
    close: () => emulator.close(),
  };
}

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const modal = (title: string) => ({
  type: 'modal' as const,
  title: plain(title),
  submit: plain('Save'),
  close: plain('Cancel'),
  callback_id: 'add',
  private_metadata: '7',
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input' as const, action_id: 'name' },
    },
  ],
});
const upload = async (url: string | undefined, body: string) => {
  const response = await fetch(String(url), { method: 'POST', body });
  return { status: response.status };
};

const steps: Step[] = [
  ['auth.test', ({ client }) => client.auth.test()],
  ['api.test', ({ client }) => client.apiCall('api.test', { foo: 'bar' })],
  ['conversations.list', ({ client }) => client.conversations.list({ limit: 1 })],
  ['conversations.info', ({ client, channel }) => client.conversations.info({ channel })],
  ['conversations.info of nothing', ({ client }) => client.conversations.info({ channel: 'C0NOWHERE' })],
  ['conversations.members', ({ client, channel }) => client.conversations.members({ channel })],
  ['conversations.open', ({ client, member }) => client.conversations.open({ users: member })],
  [
    'conversations.open again, in full',
    ({ client, member }) => client.conversations.open({ users: member, return_im: true }),
  ],
  ['conversations.open with nobody', ({ client }) => client.conversations.open({ users: 'U0NOBODY' })],
  ['users.info', ({ client, member }) => client.users.info({ user: member })],
  ['users.info of nobody', ({ client }) => client.users.info({ user: 'U0NOBODY' })],
  ['users.list', ({ client }) => client.users.list({ limit: 1 })],
  ['users.conversations', ({ client }) => client.users.conversations({})],
  [
    'chat.postMessage',
    async ({ client, channel }, memory) => {
      const blocks = [
        { type: 'section' as const, block_id: 'b', text: { type: 'mrkdwn' as const, text: '*Plan*' } },
      ];
      const metadata = { event_type: 'import', event_payload: { id: 7 } };
      const answer = await client.chat.postMessage({ channel, text: 'Plan', blocks, metadata });
      memory.ts = String(answer.ts);
      return answer;
    },
  ],
  [
    'chat.postMessage in the thread',
    ({ client, channel }, { ts }) =>
      client.chat.postMessage({ channel, text: 'Reply', thread_ts: String(ts) }),
  ],
  [
    'chat.postMessage to a member',
    ({ client, member }) => client.chat.postMessage({ channel: member, text: 'Hi' }),
  ],
  ['chat.postMessage nowhere', ({ client }) => client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' })],
  ['chat.postMessage of nothing', ({ client, channel }) => client.apiCall('chat.postMessage', { channel })],
  [
    'chat.postMessage of too much',
    ({ client, channel }) => client.chat.postMessage({ channel, text: 'x'.repeat(40_001) }),
  ],
  [
    'chat.postMessage of blocks that are no JSON',
    ({ client, channel }) => client.apiCall('chat.postMessage', { channel, text: 'x', blocks: '[{' }),
  ],
  [
    'conversations.replies',
    ({ client, channel }, { ts }) => client.conversations.replies({ channel, ts: String(ts) }),
  ],
  [
    'conversations.replies of no thread',
    ({ client, channel }) => client.conversations.replies({ channel, ts: '1700000000.000000' }),
  ],
  ['conversations.history', ({ client, channel }) => client.conversations.history({ channel, limit: 1 })],
  [
    'chat.update',
    ({ client, channel }, { ts }) => client.chat.update({ channel, ts: String(ts), text: 'Done' }),
  ],
  [
    'chat.update of no message',
    ({ client, channel }) => client.chat.update({ channel, ts: '1700000000.000000', text: 'x' }),
  ],
  [
    'chat.postEphemeral',
    ({ client, channel, member }) => client.chat.postEphemeral({ channel, user: member, text: 'Only you' }),
  ],
  [
    'chat.getPermalink',
    ({ client, channel }, { ts }) => client.chat.getPermalink({ channel, message_ts: String(ts) }),
  ],
  [
    'files.getUploadURLExternal',
    async ({ client }, memory) => {
      const answer = await client.files.getUploadURLExternal({ filename: 'people.csv', length: 3 });
      memory.url = String(answer.upload_url);
      memory.file = String(answer.file_id);
      return answer;
    },
  ],
  [
    'files.getUploadURLExternal of nothing',
    ({ client }) => client.apiCall('files.getUploadURLExternal', { length: 3 }),
  ],
  [
    'files.completeUploadExternal too early',
    ({ client }, { file }) => client.files.completeUploadExternal({ files: [{ id: String(file) }] }),
  ],
  ['the upload', (_, { url }) => upload(url, 'abc')],
  [
    'files.completeUploadExternal nowhere',
    ({ client }, { file }) =>
      client.files.completeUploadExternal({ files: [{ id: String(file) }], channel_id: 'C0NOWHERE' }),
  ],
  [
    'files.completeUploadExternal',
    ({ client, channel }, { file, ts }) =>
      client.files.completeUploadExternal({
        files: [{ id: String(file), title: 'People' }],
        channel_id: channel,
        thread_ts: String(ts),
        initial_comment: 'Here',
      }),
  ],
  [
    'the message of the upload',
    async ({ client, channel }, { ts }) => {
      const { messages } = await client.conversations.replies({ channel, ts: String(ts) });
      return messages?.at(-1);
    },
  ],
  [
    'files.info',
    async ({ client }, memory) => {
      const answer = await client.files.info({ file: String(memory.file) });
      memory.download = String(answer.file?.url_private);
      return answer;
    },
  ],
  [
    'the download',
    async ({ client }, { download }) => {
      const response = await fetch(String(download), {
        headers: { authorization: `Bearer ${client.token}` },
      });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        text: await response.text(),
      };
    },
  ],
  [
    'the download without a token',
    async (_, { download }) => {
      const response = await fetch(String(download));
      return { status: `${response.status}` };
    },
  ],
  [
    'filesUploadV2',
    ({ client, channel }) =>
      client.filesUploadV2({ channel_id: channel, filename: 'v2.csv', content: 'a,b\n' }),
  ],
  ['files.info of nothing', ({ client }) => client.files.info({ file: 'F0NOTHING' })],
  ['files.list', ({ client }) => client.files.list({})],
  ['files.delete', ({ client }, { file }) => client.files.delete({ file: String(file) })],
  ['files.info of a deleted file', ({ client }, { file }) => client.files.info({ file: String(file) })],
  ['chat.delete', ({ client, channel }, { ts }) => client.chat.delete({ channel, ts: String(ts) })],
  ['chat.delete again', ({ client, channel }) => client.chat.delete({ channel, ts: '1700000000.000000' })],
  [
    'views.open',
    async ({ client, trigger }, memory) => {
      memory.trigger = await trigger();
      const answer = await client.views.open({ trigger_id: memory.trigger, view: modal('Add') });
      memory.view = String(answer.view?.id);
      return answer;
    },
  ],
  [
    'views.open with a used trigger',
    ({ client }, { trigger }) => client.views.open({ trigger_id: String(trigger), view: modal('Add') }),
  ],
  [
    'views.open with no trigger',
    ({ client }) => client.views.open({ trigger_id: '1.2.3', view: modal('Add') }),
  ],
  [
    'views.update',
    ({ client }, { view }) => client.views.update({ view_id: String(view), view: modal('Edit') }),
  ],
  [
    'views.update of an older one',
    ({ client }, { view }) =>
      client.views.update({ view_id: String(view), hash: '1.a', view: modal('Edit') }),
  ],
  [
    'views.update of nothing',
    ({ client }) => client.views.update({ view_id: 'V0NOTHING', view: modal('Edit') }),
  ],
  [
    'views.publish',
    ({ client, member }) =>
      client.views.publish({ user_id: member, view: { type: 'home', blocks: [{ type: 'divider' }] } }),
  ],
  ['without the scope: users.info', ({ narrow, member }) => narrow.users.info({ user: member })],
  [
    'without the scope: conversations.history',
    ({ narrow, channel }) => narrow.conversations.history({ channel }),
  ],
  ['without the scope: files.info', ({ narrow }) => narrow.files.info({ file: 'F0NOTHING' })],
  ['a wrong token', ({ client }) => client.auth.test({ token: 'xoxb-nobody' })],
];

describe('the same calls on the fake and on emulate', () => {
  let sides: [Side, Side];
  const memories: [Memory, Memory] = [{}, {}];

  beforeAll(async () => {
    sides = [await ours(), await theirs()];
  });
  afterAll(() => Promise.all(sides.map(({ close }) => close())));

  /** The answer, or the refusal in its place. */
  const answer = (run: Promise<unknown>) =>
    run.catch((error: unknown) => (error instanceof Error && 'data' in error ? error.data : String(error)));

  const used = new Set<Known>();

  // One after the other: a step builds on those before.
  for (const [name, run] of steps) {
    test(`${name} differs only where we know why`, async () => {
      const [mine, other] = await Promise.all([
        answer(run(sides[0], memories[0])),
        answer(run(sides[1], memories[1])),
      ]);
      const found = differences(mine, other).map((line) => `${name} ${line}`);
      const known = found.map((line) => knownDifferences.find(({ like }) => like.test(line)));
      for (const one of known) if (one) used.add(one);
      expect(found.filter((_, index) => !known[index])).toEqual([]);
    });
  }

  test('every difference that we explain is there', () => {
    expect(knownDifferences.filter((one) => !used.has(one)).map(({ like }) => String(like))).toEqual([]);
  });
});
