import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { noTimeouts } from './no-timeouts.ts';
import { type Answer, type Received, startRecordingApp } from './recording-app.ts';

let fake: FakeSlack;
let app: Awaited<ReturnType<typeof startRecordingApp>>;

async function start(answer?: (received: Received, before: number) => Answer, options = {}) {
  app = await startRecordingApp(answer);
  fake = await startFakeSlack({ ...noTimeouts, appUrl: app.url, retryWaitsMs: [1, 1, 1], ...options });
}
beforeEach(() => start());
afterEach(async () => {
  await fake.close();
  await app.stop();
});

async function restart(answer?: (received: Received, before: number) => Answer, options = {}) {
  await fake.close();
  await app.stop();
  await start(answer, options);
}

describe('an event that is not answered with 200', () => {
  test('is retried three times, with the number and reason of the retry and the same event id', async () => {
    await restart(() => ({ status: 500 }));
    fake.member('dana').post({ channel: 'end-users', text: 'x' });
    await fake.settled();
    expect(app.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ]);
    expect(app.received.map(({ headers }) => headers['x-slack-retry-reason'])).toEqual([
      undefined,
      'http_error',
      'http_error',
      'http_error',
    ]);
    const ids = app.received.map(({ body }) => (JSON.parse(body) as { event_id: string }).event_id);
    expect(new Set(ids).size).toBe(1);
  });

  test('is not retried after it was accepted', async () => {
    await restart((_, before) => ({ status: before === 0 ? 503 : 200 }));
    fake.member('dana').post({ channel: 'end-users', text: 'x' });
    await fake.settled();
    expect(app.received).toHaveLength(2);
  });

  test('is retried when the answer takes too long', async () => {
    await restart((_, before) => (before === 0 ? 'nothing' : {}), { answerWithinMs: 100 });
    fake.member('dana').post({ channel: 'end-users', text: 'x' });
    await fake.settled();
    expect(app.received[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
  });

  test('is not retried if the app says so', async () => {
    await restart(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    fake.member('dana').post({ channel: 'end-users', text: 'x' });
    await fake.settled();
    expect(app.received).toHaveLength(1);
  });

  test('is retried while the app is unreachable', async () => {
    await app.stop();
    fake.member('dana').post({ channel: 'end-users', text: 'x' });
    await fake.settled();
    expect(fake.deliveries().map(({ answer }) => answer.outcome)).toEqual(Array(4).fill('unreachable'));
    expect(fake.deliveries().at(-1)?.retry).toEqual({ number: 3, reason: 'connection_failed' });
  });
});

test('an event can be delivered twice, as Slack occasionally does', async () => {
  fake.member('dana').post({ channel: 'end-users', text: 'x' });
  await fake.settled();
  const [first] = fake.deliveries();
  if (!first) throw new Error('nothing came');
  await fake.repeatEvent(first.payload);
  expect(app.received[1]?.body).toBe(app.received[0]?.body);
});
