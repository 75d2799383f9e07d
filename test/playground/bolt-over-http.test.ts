import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { noTimeouts } from './no-timeouts.ts';
import { startTinyApp } from './tiny-app.ts';

let fake: FakeSlack;
let stop: () => Promise<void> = async () => {};

beforeEach(async () => {
  fake = await startFakeSlack({ ...noTimeouts, retryWaitsMs: [0, 5, 5] });
});
afterEach(async () => {
  await stop();
  stop = async () => {};
  await fake.close();
});

const run = async (add: (app: App) => void) => {
  ({ stop } = await startTinyApp(fake, add));
};

describe('messages', () => {
  test('a file shared in a channel reaches the app, which answers in the thread', async () => {
    await run((app) => {
      app.event('message', async ({ event, client }) => {
        if (event.subtype !== 'file_share') return;
        const names = event.files?.map((file) => file.name).join(', ');
        await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: `Got ${names}` });
      });
    });
    const shared = await fake.member('dana').share({
      channel: 'end-users',
      text: 'Please',
      files: [{ name: 'people.csv', content: 'name\nAna\n' }],
    });
    const answer = await fake.until(() => fake.thread('end-users', shared.ts)[1], { what: 'the answer' });
    expect(answer).toMatchObject({ text: 'Got people.csv', user: fake.app().botUserId });
  });

  test('an event is delivered again after its listener threw', async () => {
    let calls = 0;
    await run((app) => {
      app.event('message', async ({ event, client }) => {
        if (!('user' in event) || event.user !== fake.member('dana').id) return;
        calls += 1;
        if (calls === 1) throw new Error('not now');
        await client.chat.postMessage({ channel: event.channel, text: `After ${calls} tries` });
      });
    });
    fake.member('dana').post({ channel: 'end-users', text: 'Hello' });
    await fake.until(() => fake.messages('end-users').find(({ text }) => text === 'After 2 tries'));
    await fake.settled();
    const tries = fake.deliveries().filter(({ payload }) => JSON.stringify(payload).includes('"Hello"'));
    expect(tries.map(({ retry }) => retry?.number)).toEqual([undefined, 1]);
  });
});

describe('commands', () => {
  test('are acknowledged with an answer that only the member sees', async () => {
    await run((app) => {
      app.command('/endusers', ({ ack, command }) => ack({ text: `You said ${command.text}` }));
    });
    const ack = await fake.member('lee').command('end-users', '/endusers help me');
    expect(ack).toMatchObject({
      ok: true,
      message: { text: 'You said help me', onlyFor: fake.member('lee').id },
    });
    expect(fake.ephemerals('lee')).toHaveLength(1);
    expect(fake.ephemerals('dana')).toHaveLength(0);
  });
});
