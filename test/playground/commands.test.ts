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

describe('a command', () => {
  test('answered with text shows it only to the member', async () => {
    await restart(() => ({ body: 'Hello' }));
    const ack = await fake.member('dana').command('end-users', '/endusers');
    expect(ack).toMatchObject({ ok: true, message: { text: 'Hello', onlyFor: 'U0DANA000' } });
  });

  test('answered in_channel shows the answer to everyone', async () => {
    const body = JSON.stringify({ response_type: 'in_channel', text: 'Hello all' });
    await restart(() => ({ body, type: 'application/json' }));
    await fake.member('dana').command('end-users', '/endusers');
    expect(fake.messages('end-users')).toMatchObject([{ text: 'Hello all' }]);
  });

  test('is delivered with its text escaped as in Slack', async () => {
    await fake
      .member('dana')
      .command('end-users', '/endusers a & <b> @lee @nobody #random #nowhere https://x.example/1');
    expect(new URLSearchParams(app.received[0]?.body).get('text')).toBe(
      'a &amp; &lt;b&gt; <@U0LEE0000|lee> @nobody <#C0RANDOM00|random> #nowhere <https://x.example/1>',
    );
  });

  test('with an empty answer shows nothing', async () => {
    const ack = await fake.member('dana').command('end-users', '/endusers');
    expect(ack).toEqual({ ok: true, status: 200, body: undefined });
    expect(fake.ephemerals('dana')).toEqual([]);
  });

  test.each([
    ['not answered in time', () => 'nothing' as const, { answerWithinMs: 100 }, 'operation_timeout'],
    ['answered with 500', () => ({ status: 500 }), {}, 'dispatch_failed'],
  ])('%s shows the member an error', async (_, answer, options, error) => {
    await restart(answer, options);
    const ack = await fake.member('dana').command('end-users', '/endusers help');
    expect(ack).toMatchObject({ ok: false, error });
    expect(fake.ephemerals('dana')).toMatchObject([{ text: `/endusers failed with the error "${error}"` }]);
    expect(app.received).toHaveLength(1);
  });

  test('with an invalid later response shows nothing', async () => {
    await fake.member('dana').command('end-users', '/endusers');
    const url = new URLSearchParams(app.received[0]?.body).get('response_url') ?? '';
    const wrong = { method: 'POST', body: JSON.stringify({ text: 'x', blocks: [{ type: 'section' }] }) };
    const response = await fetch(url, wrong);
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_blocks' }]);
    expect(fake.ephemerals('dana')).toEqual([]);
    expect(fake.calls('response_url')).toMatchObject([{ result: { error: 'invalid_blocks' } }]);
  });

  test('can be answered five times through its response URL', async () => {
    await fake.member('dana').command('end-users', '/endusers');
    const url = new URLSearchParams(app.received[0]?.body).get('response_url') ?? '';
    const answer = (body: object) =>
      fetch(url, { method: 'POST', body: JSON.stringify(body) }).then((response) => response.text());
    expect(await answer({ text: 'one' })).toBe('ok');
    for (const text of ['two', 'three', 'four', 'five']) await answer({ text });
    expect(JSON.parse(await answer({ text: 'six' }))).toEqual({ ok: false, error: 'used_url' });
    expect(fake.ephemerals('dana').map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four', 'five']);
  });
});
