import { afterEach, describe, expect, test } from 'vitest';
import {
  type FakeSlack,
  type FakeSlackOptions,
  startFakeSlack,
} from '../../playground/fake-slack/fake-slack.ts';
import { botClient } from './clients.ts';

let fake: FakeSlack;
let now = Date.now();

/** A fake Slack whose clock stands still until a test moves it. */
const start = async (options: FakeSlackOptions) => {
  fake = await startFakeSlack({ now: () => now, ...options });
};
afterEach(() => fake.close());

/** The `Retry-After` of the answer in seconds, or `undefined` when the call was not limited. */
const retryAfter = (call: Promise<unknown>): Promise<number | undefined> =>
  call.then(
    () => undefined,
    (error: { code?: string; retryAfter?: number }) => {
      expect(error.code).toBe('slack_webapi_rate_limited_error');
      return error.retryAfter;
    },
  );

const post = (channel = 'C0ENDUSERS') => retryAfter(botClient(fake).chat.postMessage({ channel, text: 'x' }));

const severalPosts = async (count: number) => {
  const answers = [];
  for (let index = 0; index < count; index += 1) answers.push(await post());
  return answers;
};

describe('with strict limits', () => {
  test('posts are limited to one a second and channel, after a short burst', async () => {
    await start({ limits: 'strict' });
    expect(await severalPosts(6)).toEqual([...Array(5).fill(undefined), 1]);
    expect(await post('C0PRIVATE0')).toBeUndefined();
    expect(fake.messages('end-users')).toHaveLength(5);
    now += 1_000;
    expect(await severalPosts(2)).toEqual([undefined, 1]);
    now += 60_000;
    expect(await severalPosts(6)).toEqual([...Array(5).fill(undefined), 1]);
  });

  test('updates are limited to fifty a minute and workspace', async () => {
    await start({ limits: 'strict' });
    const other = fake.addWorkspace({ name: 'Other' });
    const { token, botUserId } = fake.install({ workspace: other.id });
    const ann = fake.addMember({ name: 'ann', workspace: other.id });
    const members = [ann.id, botUserId];
    const there = fake.addChannel({ name: 'there', workspace: other.id, members }).id;
    const updates = async (channel: string, client = botClient(fake)) => {
      const { ts } = await client.chat.postMessage({ channel, text: 'x' });
      return () => retryAfter(client.chat.update({ channel, ts: String(ts), text: 'y' }));
    };
    const here = await updates('C0ENDUSERS');
    for (let count = 0; count < 50; count += 1) expect(await here()).toBeUndefined();
    expect(await here()).toBe(2);
    const elsewhere = await updates(there, botClient(fake, token));
    expect(await elsewhere()).toBeUndefined();
  });
});

test('nothing is limited by default', async () => {
  await start({});
  expect(new Set(await severalPosts(200))).toEqual(new Set([undefined]));
});
