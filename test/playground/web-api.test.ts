import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeSlack } from '../../playground/fake-slack/handle.ts';
import { startFakeSlack } from '../../playground/fake-slack/start.ts';
import { botClient, refusal } from './clients.ts';

let fake: FakeSlack;
let client: WebClient;

beforeAll(async () => {
  fake = await startFakeSlack();
  client = botClient(fake);
});
afterAll(() => fake.close());

const post = async (text: string, more: object = {}) => {
  const { ts } = await client.chat.postMessage({ channel: 'C0ENDUSERS', text, ...more });
  return String(ts);
};
const blocks = [{ type: 'divider' }];

describe('who asks', () => {
  test('auth.test names the workspace and the bot', async () => {
    expect(await client.auth.test()).toMatchObject({
      ok: true,
      team: 'Harbor Support',
      team_id: 'T0HARBOR1',
      user_id: fake.app().botUserId,
      bot_id: fake.app().botId,
    });
  });

  test('no token, a wrong one and a revoked one are told apart', async () => {
    const bare = await fetch(`${fake.apiUrl}auth.test`, { method: 'POST' });
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' });
    expect(await refusal(botClient(fake, 'xoxb-nobody').auth.test())).toMatchObject({
      error: 'invalid_auth',
    });
    const other = fake.addWorkspace({ name: 'Gone' });
    const { token } = fake.install({ workspace: other.id });
    fake.uninstall(other.id);
    expect(await refusal(botClient(fake, token).auth.test())).toMatchObject({ error: 'account_inactive' });
  });

  test('the token may come in the form, and arguments as JSON or in the address', async () => {
    const form = new URLSearchParams({ token: fake.app().token });
    const byForm = await fetch(`${fake.apiUrl}auth.test`, { method: 'POST', body: form });
    expect(await byForm.json()).toMatchObject({ ok: true });
    const byJson = await fetch(`${fake.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${fake.app().token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'C0ENDUSERS', text: 'As JSON', blocks }),
    });
    expect(await byJson.json()).toMatchObject({ ok: true, message: { text: 'As JSON' } });
    const byGet = await fetch(`${fake.apiUrl}users.info?user=U0DANA000`, {
      headers: { authorization: `Bearer ${fake.app().token}` },
    });
    expect(await byGet.json()).toMatchObject({ ok: true, user: { name: 'dana' } });
  });

  test('a missing scope is named, with those that there are', async () => {
    const workspace = fake.addWorkspace({ name: 'Narrow' });
    const { token } = fake.install({ workspace: workspace.id, scopes: ['chat:write', 'commands'] });
    expect(await refusal(botClient(fake, token).users.info({ user: 'U0DANA000' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,commands',
    });
  });

  test('the scopes of the token come with every answer', async () => {
    const { response_metadata } = await client.users.info({ user: 'U0DANA000' });
    expect(response_metadata).toMatchObject({ acceptedScopes: ['users:read'] });
    expect(response_metadata?.scopes).toContain('files:read');
  });

  test('a method that Slack has not is refused with 200', async () => {
    expect(await refusal(client.apiCall('end.users'))).toMatchObject({ error: 'unknown_method' });
  });

  test('calls are recorded without the token', async () => {
    await client.apiCall('api.test', { token: fake.app().token, foo: 'bar' });
    const last = fake.calls('api.test').at(-1);
    expect(last?.args).toEqual({ foo: 'bar' });
    expect(last?.result).toMatchObject({ ok: true });
  });
});

describe('posting', () => {
  test('a reply carries its thread, and the first message counts it', async () => {
    const ts = await post('First');
    await post('Reply', { thread_ts: ts });
    const { messages } = await client.conversations.replies({ channel: 'C0ENDUSERS', ts });
    expect(messages).toMatchObject([
      { text: 'First', thread_ts: ts, reply_count: 1, bot_id: fake.app().botId },
      { text: 'Reply', thread_ts: ts, parent_user_id: fake.app().botUserId },
    ]);
  });

  test('a reply to a message that is gone stands in the channel, without a word', async () => {
    const ts = await post('First');
    await client.chat.delete({ channel: 'C0ENDUSERS', ts });
    const { message } = await client.chat.postMessage({ channel: 'C0ENDUSERS', thread_ts: ts, text: 'Late' });
    expect(message).not.toHaveProperty('thread_ts');
  });

  test('a first message with replies that is deleted leaves a tombstone, where one can still reply', async () => {
    const ts = await post('First');
    await post('Reply', { thread_ts: ts });
    await client.chat.delete({ channel: 'C0ENDUSERS', ts });
    const { message } = await client.chat.postMessage({ channel: 'C0ENDUSERS', thread_ts: ts, text: 'Late' });
    expect(message).toMatchObject({ thread_ts: ts });
    expect(fake.thread('end-users', ts)[0]).toMatchObject({ subtype: 'tombstone' });
  });

  test('ids that were not given are filled in', async () => {
    const ts = await post('x', {
      blocks: [{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' } }] }],
    });
    expect(fake.thread('end-users', ts)[0]?.blocks).toMatchObject([
      { block_id: expect.any(String), elements: [{ action_id: expect.any(String) }] },
    ]);
  });

  test('a text over 40,000 characters is cut, with a warning', async () => {
    const { message, response_metadata } = await client.chat.postMessage({
      channel: 'C0ENDUSERS',
      text: 'x'.repeat(40_001),
    });
    expect(message?.text).toHaveLength(40_000);
    expect(response_metadata).toMatchObject({ warnings: ['message_truncated'] });
  });

  test("a member's id will do for posting, and opens the direct messages", async () => {
    const dana = fake.member('dana');
    const { channel } = await client.chat.postMessage({ channel: dana.id, text: 'Hello' });
    expect(channel).toBe(dana.directMessages());
  });

  test.each([
    ['a channel without the bot', 'C0RANDOM00', 'not_in_channel'],
    ['an archived channel', 'C0OLD00000', 'is_archived'],
    ['no channel', 'C0NOWHERE', 'channel_not_found'],
  ])('into %s is refused', async (_, channel, error) => {
    expect(await refusal(client.chat.postMessage({ channel, text: 'x' }))).toMatchObject({ error });
  });

  test('into a private channel without the bot is refused as if there were none', async () => {
    const channel = fake.addChannel({ name: 'secret', kind: 'private', members: ['dana'] }).id;
    expect(await refusal(client.chat.postMessage({ channel, text: 'x' }))).toMatchObject({
      error: 'channel_not_found',
    });
  });

  test('what is not Block Kit is refused in Slack’s words', async () => {
    const wrong = client.apiCall('chat.postMessage', {
      channel: 'C0ENDUSERS',
      text: 'x',
      blocks: [{ type: 'section' }],
    });
    expect(await refusal(wrong)).toMatchObject({
      error: 'invalid_blocks',
      errors: ['must define either `fields` or `text` [json-pointer:/blocks/0]'],
      response_metadata: {
        messages: ['[ERROR] must define either `fields` or `text` [json-pointer:/blocks/0]'],
      },
    });
  });

  test.each([
    ['nothing', {}, 'no_text'],
    ['blocks that are no JSON', { blocks: '[{' }, 'invalid_blocks_format'],
    [
      'too much in all blocks',
      {
        text: 'x',
        blocks: Array.from({ length: 5 }, () => ({
          type: 'section',
          text: { type: 'mrkdwn', text: 'x'.repeat(2900) },
        })),
      },
      'msg_blocks_too_long',
    ],
    ['metadata without a payload', { text: 'x', metadata: { event_type: 'a' } }, 'invalid_metadata_format'],
    [
      'too much metadata',
      { text: 'x', metadata: { event_type: 'a', event_payload: { x: 'x'.repeat(9000) } } },
      'metadata_too_large',
    ],
    ['a thread that is no timestamp', { text: 'x', thread_ts: '17' }, 'invalid_thread_ts'],
  ])('%s is refused', async (_, more, error) => {
    const call = client.apiCall('chat.postMessage', { channel: 'C0ENDUSERS', ...more });
    expect(await refusal(call)).toMatchObject({ error });
  });

  test('a link to a message can be had', async () => {
    const ts = await post('First');
    const { permalink } = await client.chat.getPermalink({ channel: 'C0ENDUSERS', message_ts: ts });
    expect(permalink).toContain(`/archives/C0ENDUSERS/p${ts.replace('.', '')}`);
  });
});

describe('updating', () => {
  test('text alone takes the blocks away, blocks alone keep the text', async () => {
    const ts = await post('Plan', { blocks });
    await client.chat.update({ channel: 'C0ENDUSERS', ts, text: 'Done' });
    expect(fake.thread('end-users', ts)[0]).toMatchObject({ text: 'Done', blocks: [] });
    await client.apiCall('chat.update', { channel: 'C0ENDUSERS', ts, blocks });
    expect(fake.thread('end-users', ts)[0]).toMatchObject({ text: 'Done', blocks: [{ type: 'divider' }] });
  });

  test('metadata is kept unless given, and an empty object takes it away', async () => {
    const metadata = { event_type: 'import', event_payload: { id: 7 } };
    const ts = await post('Plan', { metadata });
    await client.chat.update({ channel: 'C0ENDUSERS', ts, text: 'Done' });
    const ask = { channel: 'C0ENDUSERS', ts, include_all_metadata: true };
    expect((await client.conversations.replies(ask)).messages).toMatchObject([{ metadata }]);
    const silent = await client.conversations.replies({ channel: 'C0ENDUSERS', ts });
    expect(silent.messages?.[0]).not.toHaveProperty('metadata');
    await client.apiCall('chat.update', { channel: 'C0ENDUSERS', ts, text: 'Done', metadata: {} });
    expect((await client.conversations.replies(ask)).messages?.[0]).not.toHaveProperty('metadata');
  });

  test.each([
    ['a text over 4,000 characters', { text: 'x'.repeat(4001) }, 'msg_too_long'],
    ['nothing', { text: '' }, 'no_text'],
    ['a message that is not there', { ts: '1700000000.000000', text: 'x' }, 'message_not_found'],
    ['a member instead of a channel', { channel: 'U0DANA000', text: 'x' }, 'channel_not_found'],
  ])('%s is refused', async (_, more, error) => {
    const ts = await post('Plan');
    expect(
      await refusal(client.apiCall('chat.update', { channel: 'C0ENDUSERS', ts, ...more })),
    ).toMatchObject({
      error,
    });
  });

  test("somebody else's message can be neither updated nor deleted", async () => {
    const { ts } = fake.member('dana').post({ channel: 'end-users', text: 'Mine' });
    const at = { channel: 'C0ENDUSERS', ts };
    expect(await refusal(client.chat.update({ ...at, text: 'x' }))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await refusal(client.chat.delete(at))).toMatchObject({ error: 'cant_delete_message' });
  });
});

describe('for one member alone', () => {
  test('an ephemeral is seen by that member, and is in no history', async () => {
    const at = { channel: 'C0ENDUSERS', user: fake.member('lee').id };
    const { message_ts } = await client.chat.postEphemeral({ ...at, text: 'Only you' });
    expect(fake.ephemerals('lee').at(-1)).toMatchObject({ text: 'Only you', ts: message_ts });
    const { messages } = await client.conversations.history({ channel: 'C0ENDUSERS' });
    expect(messages?.map(({ text }) => text)).not.toContain('Only you');
    const update = client.chat.update({ channel: 'C0ENDUSERS', ts: String(message_ts), text: 'x' });
    expect(await refusal(update)).toMatchObject({ error: 'message_not_found' });
  });

  test('who is not in the channel gets none', async () => {
    const call = client.chat.postEphemeral({ channel: 'C0PRIVATE0', user: fake.member('mia').id, text: 'x' });
    expect(await refusal(call)).toMatchObject({ error: 'user_not_in_channel' });
  });
});

describe('channels', () => {
  test('history comes newest first, in pages, without replies', async () => {
    const channel = fake.addChannel({ name: 'pages', members: ['dana', fake.app().botUserId] }).id;
    const dana = fake.member('dana');
    for (const text of ['one', 'two', 'three']) dana.post({ channel, text });
    const first = fake.messages(channel)[0];
    dana.post({ channel, text: 'reply', ...(first ? { threadTs: first.ts } : {}) });
    const page = await client.conversations.history({ channel, limit: 2 });
    expect(page).toMatchObject({ has_more: true, messages: [{ text: 'three' }, { text: 'two' }] });
    const cursor = page.response_metadata?.next_cursor ?? '';
    const rest = await client.conversations.history({ channel, limit: 2, cursor });
    expect(rest).toMatchObject({ has_more: false, messages: [{ text: 'one', reply_count: 1 }] });
  });

  test('history can be asked for what came after a timestamp', async () => {
    const channel = fake.addChannel({ name: 'since', members: ['dana', fake.app().botUserId] }).id;
    const { ts } = fake.member('dana').post({ channel, text: 'one' });
    fake.member('dana').post({ channel, text: 'two' });
    const after = await client.conversations.history({ channel, oldest: ts });
    expect(after.messages?.map(({ text }) => text)).toEqual(['two']);
    const from = await client.conversations.history({ channel, oldest: ts, inclusive: true });
    expect(from.messages).toHaveLength(2);
  });

  test('a channel without the bot has a name but no history', async () => {
    expect(await client.conversations.info({ channel: 'C0RANDOM00' })).toMatchObject({
      channel: { name: 'random', is_member: false },
    });
    expect(await refusal(client.conversations.history({ channel: 'C0RANDOM00' }))).toMatchObject({
      error: 'not_in_channel',
    });
  });

  test('the kinds of channels are told apart', async () => {
    const { channel } = await client.conversations.info({ channel: 'C0PARTNER0' });
    expect(channel).toMatchObject({ is_ext_shared: true, connected_team_ids: ['T0PARTNER'] });
    const mine = await client.users.conversations({ types: 'public_channel,private_channel' });
    expect(mine.channels?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['end-users', 'private-desk', 'with-partner']),
    );
    expect(mine.channels?.map(({ name }) => name)).not.toContain('random');
    expect(await refusal(client.conversations.list({ types: 'im' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'im:read',
    });
  });

  test('direct messages are opened by member, once', async () => {
    const users = fake.member('mia').id;
    const first = await client.conversations.open({ users });
    const again = await client.conversations.open({ users });
    expect(again.channel?.id).toBe(first.channel?.id);
    expect(again).toMatchObject({ already_open: true });
    expect(await refusal(client.conversations.open({ users: fake.member('rosa').id }))).toMatchObject({
      error: 'user_disabled',
    });
    expect(await refusal(client.conversations.open({ users: 'U0NOBODY' }))).toMatchObject({
      error: 'user_not_found',
    });
  });

  test('replies of a thread that is not there', async () => {
    const call = client.conversations.replies({ channel: 'C0ENDUSERS', ts: '1700000000.000000' });
    expect(await refusal(call)).toMatchObject({ error: 'thread_not_found' });
  });
});

describe('members', () => {
  test.each([
    ['olga', { is_owner: true, is_primary_owner: true, is_admin: true }],
    ['dana', { is_admin: true, is_owner: false, deleted: false }],
    ['lee', { is_admin: false, is_restricted: false }],
    ['sam', { is_restricted: true, is_ultra_restricted: false }],
    ['gus', { is_restricted: true, is_ultra_restricted: true }],
    ['helper', { is_bot: true }],
    ['rosa', { deleted: true }],
    ['pat', { is_stranger: true, team_id: 'T0PARTNER' }],
  ])('%s is who they are', async (name, flags) => {
    const { user } = await client.users.info({ user: fake.member(name).id });
    expect(user).toMatchObject({ name, ...flags });
  });

  test('a member of an Enterprise organization says so', async () => {
    const { id } = fake.addWorkspace({ name: 'Grid', enterpriseId: 'E0GRID' });
    const { token } = fake.install({ workspace: id });
    const eva = fake.addMember({ name: 'eva', workspace: id });
    const { user } = await botClient(fake, token).users.info({ user: eva.id });
    expect(user?.enterprise_user).toMatchObject({ enterprise_id: 'E0GRID', teams: [id] });
  });

  test('another workspace’s members and channels are unknown', async () => {
    const { id } = fake.addWorkspace({ name: 'Elsewhere' });
    const { token } = fake.install({ workspace: id });
    const there = botClient(fake, token);
    expect(await refusal(there.users.info({ user: 'U0DANA000' }))).toMatchObject({ error: 'user_not_found' });
    expect(await refusal(there.conversations.info({ channel: 'C0ENDUSERS' }))).toMatchObject({
      error: 'channel_not_found',
    });
  });
});
