import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient, refusal } from './clients.ts';

let fake: FakeSlack;
let client: WebClient;

beforeAll(async () => {
  fake = await startFakeSlack();
  client = botClient(fake);
});
afterAll(() => fake.close());

describe('channels', () => {
  test('history is newest first, in pages, without replies', async () => {
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

  test('history can start after a timestamp', async () => {
    const channel = fake.addChannel({ name: 'since', members: ['dana', fake.app().botUserId] }).id;
    const { ts } = fake.member('dana').post({ channel, text: 'one' });
    fake.member('dana').post({ channel, text: 'two' });
    const after = await client.conversations.history({ channel, oldest: ts });
    expect(after.messages?.map(({ text }) => text)).toEqual(['two']);
    const from = await client.conversations.history({ channel, oldest: ts, inclusive: true });
    expect(from.messages).toHaveLength(2);
  });

  test('the bot can read the name but not the history of a channel that it is not in', async () => {
    expect(await client.conversations.info({ channel: 'C0RANDOM00' })).toMatchObject({
      channel: { name: 'random', is_member: false },
    });
    expect(await refusal(client.conversations.history({ channel: 'C0RANDOM00' }))).toMatchObject({
      error: 'not_in_channel',
    });
  });

  test('kinds of channels are distinguished', async () => {
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

  test('the bot can join a public channel but not a private one', async () => {
    const workspace = fake.addWorkspace({ name: 'Joining' });
    const { token, botUserId } = fake.install({
      workspace: workspace.id,
      scopes: ['channels:join', 'chat:write'],
    });
    const ann = fake.addMember({ name: 'ann', workspace: workspace.id });
    const members = [ann.id];
    const open = fake.addChannel({ name: 'open', workspace: workspace.id, members }).id;
    const closed = fake.addChannel({ name: 'closed', kind: 'private', workspace: workspace.id, members }).id;
    const there = botClient(fake, token);
    await there.conversations.join({ channel: open });
    await there.chat.postMessage({ channel: open, text: 'Here I am' });
    expect(fake.channel(open).members).toContain(botUserId);
    expect(await refusal(there.conversations.join({ channel: closed }))).toMatchObject({
      error: 'channel_not_found',
    });
  });

  test('direct messages with a member are opened once', async () => {
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

  test('replies of an unknown thread are refused', async () => {
    const call = client.conversations.replies({ channel: 'C0ENDUSERS', ts: '1700000000.000000' });
    expect(await refusal(call)).toMatchObject({ error: 'thread_not_found' });
  });
});
