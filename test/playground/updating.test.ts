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
const blocks = [{ type: 'divider' }];

describe('updating', () => {
  test('text alone removes the blocks, blocks alone keep the text', async () => {
    const ts = await post('Plan', { blocks });
    await client.chat.update({ channel: 'C0ENDUSERS', ts, text: 'Done' });
    expect(fake.thread('end-users', ts)[0]).toMatchObject({ text: 'Done', blocks: [] });
    await client.apiCall('chat.update', { channel: 'C0ENDUSERS', ts, blocks });
    expect(fake.thread('end-users', ts)[0]).toMatchObject({ text: 'Done', blocks: [{ type: 'divider' }] });
  });

  test('metadata is kept if not given, and removed by an empty object', async () => {
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

  test('a message of someone else can be neither updated nor deleted', async () => {
    const { ts } = fake.member('dana').post({ channel: 'end-users', text: 'Mine' });
    const at = { channel: 'C0ENDUSERS', ts };
    expect(await refusal(client.chat.update({ ...at, text: 'x' }))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await refusal(client.chat.delete(at))).toMatchObject({ error: 'cant_delete_message' });
  });
});
