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

const post = async (text: string, more: object = {}) => {
  const { ts } = await client.chat.postMessage({ channel: 'C0ENDUSERS', text, ...more });
  return String(ts);
};

describe('posting', () => {
  test('a reply has its thread, and the first message counts it', async () => {
    const ts = await post('First');
    await post('Reply', { thread_ts: ts });
    const { messages } = await client.conversations.replies({ channel: 'C0ENDUSERS', ts });
    expect(messages).toMatchObject([
      { text: 'First', thread_ts: ts, reply_count: 1, bot_id: fake.app().botId },
      { text: 'Reply', thread_ts: ts, parent_user_id: fake.app().botUserId },
    ]);
  });

  test('a reply to a deleted message is silently posted in the channel', async () => {
    const ts = await post('First');
    await client.chat.delete({ channel: 'C0ENDUSERS', ts });
    const { message } = await client.chat.postMessage({ channel: 'C0ENDUSERS', thread_ts: ts, text: 'Late' });
    expect(message).not.toHaveProperty('thread_ts');
  });

  test('deleting a message with replies leaves a tombstone that can be replied to', async () => {
    const ts = await post('First');
    await post('Reply', { thread_ts: ts });
    await client.chat.delete({ channel: 'C0ENDUSERS', ts });
    const { message } = await client.chat.postMessage({ channel: 'C0ENDUSERS', thread_ts: ts, text: 'Late' });
    expect(message).toMatchObject({ thread_ts: ts });
    expect(fake.thread('end-users', ts)[0]).toMatchObject({ subtype: 'tombstone' });
  });

  test('missing ids are filled in', async () => {
    const ts = await post('x', {
      blocks: [{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' } }] }],
    });
    expect(fake.thread('end-users', ts)[0]?.blocks).toMatchObject([
      { block_id: expect.any(String), elements: [{ action_id: expect.any(String) }] },
    ]);
  });

  test('a text over 40,000 characters is truncated with a warning', async () => {
    const { message, response_metadata } = await client.chat.postMessage({
      channel: 'C0ENDUSERS',
      text: 'x'.repeat(40_001),
    });
    expect(message?.text).toHaveLength(40_000);
    expect(response_metadata).toMatchObject({ warnings: ['message_truncated'] });
  });

  test('posting to a member’s id opens direct messages', async () => {
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

  test('into a private channel without the bot is refused as if the channel didn’t exist', async () => {
    const channel = fake.addChannel({ name: 'secret', kind: 'private', members: ['dana'] }).id;
    expect(await refusal(client.chat.postMessage({ channel, text: 'x' }))).toMatchObject({
      error: 'channel_not_found',
    });
  });

  test('invalid blocks are refused in Slack’s words', async () => {
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

  test('a message has a permalink', async () => {
    const ts = await post('First');
    const { permalink } = await client.chat.getPermalink({ channel: 'C0ENDUSERS', message_ts: ts });
    expect(permalink).toBe(`https://harbor-support.slack.com/archives/C0ENDUSERS/p${ts.replace('.', '')}`);
  });
});

describe('ephemeral messages', () => {
  test('are visible only to their member and in no history', async () => {
    const at = { channel: 'C0ENDUSERS', user: fake.member('lee').id };
    const { message_ts } = await client.chat.postEphemeral({ ...at, text: 'Only you' });
    expect(fake.ephemerals('lee').at(-1)).toMatchObject({ text: 'Only you', ts: message_ts });
    const { messages } = await client.conversations.history({ channel: 'C0ENDUSERS' });
    expect(messages?.map(({ text }) => text)).not.toContain('Only you');
    const update = client.chat.update({ channel: 'C0ENDUSERS', ts: String(message_ts), text: 'x' });
    expect(await refusal(update)).toMatchObject({ error: 'message_not_found' });
  });

  test('are refused for a member who is not in the channel', async () => {
    const call = client.chat.postEphemeral({ channel: 'C0PRIVATE0', user: fake.member('mia').id, text: 'x' });
    expect(await refusal(call)).toMatchObject({ error: 'user_not_in_channel' });
  });
});
