import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FakeSlack } from '../../playground/fake-slack/handle.ts';
import { startFakeSlack } from '../../playground/fake-slack/start.ts';
import { createPace } from '../../playground/fake-slack/web-api/pace.ts';
import { botClient } from './clients.ts';

describe('over the wire', () => {
  let fake: FakeSlack;
  beforeEach(async () => {
    fake = await startFakeSlack({ limits: 'strict' });
  });
  afterEach(() => fake.close());

  test('too many posts into one channel answer 429 with Retry-After, into another channel not', async () => {
    const { chat } = botClient(fake);
    const post = (channel: string) => chat.postMessage({ channel, text: 'x' });
    for (let count = 0; count < 5; count += 1) await post('C0ENDUSERS');
    await expect(post('C0ENDUSERS')).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error' });
    await post('C0PRIVATE0');
    expect(fake.messages('end-users')).toHaveLength(5);
  });
});

describe('the pace', () => {
  test('of posts is one a second and channel, after a little burst', () => {
    let now = 0;
    const pace = createPace('strict', () => now);
    const post = () => pace('chat.postMessage', 'T1', { channel: 'C1' });
    const burst = Array.from({ length: 5 }, post);
    expect(burst).toEqual(Array(5).fill(undefined));
    expect(post()).toBe(1);
    now = 1_000;
    expect(post()).toBeUndefined();
    expect(post()).toBe(1);
    now = 60_000;
    expect(Array.from({ length: 6 }, post)).toEqual([...Array(5).fill(undefined), 1]);
  });

  test('of updates is fifty a minute and workspace', () => {
    const pace = createPace('strict', () => 0);
    const update = (team: string) => pace('chat.update', team, {});
    for (let count = 0; count < 50; count += 1) expect(update('T1')).toBeUndefined();
    expect(update('T1')).toBe(2);
    expect(update('T2')).toBeUndefined();
  });

  test('is free when limits are off', () => {
    const pace = createPace('off', () => 0);
    const waits = Array.from({ length: 200 }, () => pace('chat.update', 'T1', {}));
    expect(new Set(waits)).toEqual(new Set([undefined]));
  });
});
