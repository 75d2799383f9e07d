// The calls for both sides, in order: steps depend on earlier ones.
import type { Side } from './emulate-sides.ts';

/** Values that steps pass on to later ones, by name. */
export type Memory = Record<string, string>;
export type Step = [name: string, run: (side: Side, memory: Memory) => Promise<unknown>];

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

export const steps: Step[] = [
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
