import { verifySlackRequest } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FakeSlack } from '../../playground/fake-slack/handle.ts';
import { startFakeSlack } from '../../playground/fake-slack/start.ts';
import { botClient } from './clients.ts';
import { type Answer, eventsOf, type Received, startRecordingApp } from './recording-app.ts';

let fake: FakeSlack;
let app: Awaited<ReturnType<typeof startRecordingApp>>;

async function start(answer?: (received: Received, before: number) => Answer, options = {}) {
  app = await startRecordingApp(answer);
  fake = await startFakeSlack({ appUrl: app.url, retryWaitsMs: [1, 1, 1], ...options });
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

describe('requests', () => {
  test('are signed so that Bolt accepts them, and nobody else’s secret fits', async () => {
    fake.member('dana').post({ channel: 'end-users', text: 'Grüße' });
    await fake.settled();
    const [received] = app.received;
    if (!received) throw new Error('nothing came');
    const headers = {
      'x-slack-signature': String(received.headers['x-slack-signature']),
      'x-slack-request-timestamp': Number(received.headers['x-slack-request-timestamp']),
    };
    verifySlackRequest({ signingSecret: fake.signingSecret, body: received.body, headers });
    expect(() => verifySlackRequest({ signingSecret: 'other', body: received.body, headers })).toThrow(
      'mismatch',
    );
  });

  test('of commands and clicks are forms, exactly', async () => {
    await fake.member('dana').command('end-users', '/endusers orgs');
    expect(app.received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const form = Object.fromEntries(new URLSearchParams(app.received[0]?.body));
    expect(form).toMatchObject({
      command: '/endusers',
      text: 'orgs',
      user_id: 'U0DANA000',
      channel_id: 'C0ENDUSERS',
      channel_name: 'end-users',
      team_id: 'T0HARBOR1',
      is_enterprise_install: 'false',
      response_url: expect.stringContaining(fake.url),
      trigger_id: expect.any(String),
    });
  });
});

describe('events', () => {
  test('carry their envelope', async () => {
    fake.member('dana').post({ channel: 'end-users', text: 'Hello' });
    await fake.settled();
    expect(JSON.parse(app.received[0]?.body ?? '')).toMatchObject({
      type: 'event_callback',
      team_id: 'T0HARBOR1',
      api_app_id: 'A0ENDUSERS',
      event_id: expect.stringMatching(/^EV/i),
      event_time: expect.any(Number),
      authorizations: [{ team_id: 'T0HARBOR1', user_id: fake.app().botUserId, is_bot: true }],
      event: {
        type: 'message',
        channel: 'C0ENDUSERS',
        channel_type: 'channel',
        user: 'U0DANA000',
        text: 'Hello',
      },
    });
  });

  test.each([
    ['end-users', 'channel'],
    ['private-desk', 'group'],
  ])('say what kind of channel %s is', async (channel, type) => {
    fake.member('dana').post({ channel, text: 'x' });
    await fake.settled();
    expect(eventsOf(app.received)).toMatchObject([{ channel_type: type }]);
  });

  test('come from direct messages too, without a mention of their own', async () => {
    const dana = fake.member('dana');
    dana.post({ channel: dana.directMessages(), text: `<@${fake.app().botUserId}> hi` });
    await fake.settled();
    expect(eventsOf(app.received)).toMatchObject([{ type: 'message', channel_type: 'im' }]);
  });

  test('come of a share with its files, and of a mention twice', async () => {
    await fake.member('dana').share({
      channel: 'end-users',
      text: `<@${fake.app().botUserId}> please`,
      files: [{ name: 'people.csv', content: 'x' }],
    });
    await fake.settled();
    const events = eventsOf(app.received).sort((one) => (one.type === 'message' ? -1 : 1));
    expect(events).toMatchObject([
      { type: 'message', subtype: 'file_share', files: [{ name: 'people.csv' }] },
      { type: 'app_mention', files: [{ name: 'people.csv' }] },
    ]);
  });

  test('come of what the bot itself posts, changes and deletes', async () => {
    const { chat } = botClient(fake);
    const { ts } = await chat.postMessage({ channel: 'C0ENDUSERS', text: 'one' });
    await fake.settled();
    await chat.update({ channel: 'C0ENDUSERS', ts: String(ts), text: 'two' });
    await fake.settled();
    await chat.delete({ channel: 'C0ENDUSERS', ts: String(ts) });
    await fake.settled();
    expect(eventsOf(app.received)).toMatchObject([
      { text: 'one', bot_id: fake.app().botId },
      {
        subtype: 'message_changed',
        message: { text: 'two' },
        previous_message: { text: 'one' },
        hidden: true,
      },
      { subtype: 'message_deleted', deleted_ts: ts, previous_message: { text: 'two' } },
    ]);
  });

  test('do not come from channels without the bot, nor of what the app isn’t subscribed to', async () => {
    fake.member('dana').post({ channel: 'random', text: 'x' });
    await fake.settled();
    expect(app.received).toEqual([]);
    await restart(undefined, { events: ['file_shared'] });
    await fake.member('dana').share({ channel: 'end-users', files: [{ name: 'a.csv', content: 'x' }] });
    await fake.settled();
    expect(eventsOf(app.received)).toMatchObject([{ type: 'file_shared', user_id: 'U0DANA000' }]);
  });

  test('say that a channel is shared with another company', async () => {
    fake.member('pat').post({ channel: 'with-partner', text: 'x' });
    await fake.settled();
    expect(JSON.parse(app.received[0]?.body ?? '')).toMatchObject({
      is_ext_shared_channel: true,
      team_id: 'T0HARBOR1',
      event: { user_team: 'T0PARTNER' },
    });
  });

  test('go to the workspace whose bot is there', async () => {
    const { id } = fake.addWorkspace({ name: 'Second' });
    const second = fake.install({ workspace: id });
    const ann = fake.addMember({ name: 'ann', workspace: id });
    const { id: channel } = fake.addChannel({
      name: 'desk',
      workspace: id,
      members: [ann.id, second.botUserId],
    });
    fake.member('ann').post({ channel, text: 'x' });
    await fake.settled();
    expect(app.received.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { team_id: id, authorizations: [{ user_id: second.botUserId }] },
    ]);
  });

  test('tell of an uninstall', async () => {
    fake.uninstall();
    await fake.settled();
    expect(eventsOf(app.received).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['app_uninstalled', 'tokens_revoked']),
    );
  });

  test('tell of a member who joins', async () => {
    fake.addMember({ name: 'newcomer' });
    fake.member('newcomer').join('end-users');
    await fake.settled();
    expect(eventsOf(app.received)).toMatchObject([{ type: 'member_joined_channel', channel: 'C0ENDUSERS' }]);
  });
});

describe('an event that is not answered with 200', () => {
  test('comes again up to three times, with number and reason, and the same id', async () => {
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

  test('comes no more once it was taken', async () => {
    await restart((_, before) => ({ status: before === 0 ? 503 : 200 }));
    fake.member('dana').post({ channel: 'end-users', text: 'x' });
    await fake.settled();
    expect(app.received).toHaveLength(2);
  });

  test('comes again when the answer takes too long', async () => {
    await restart((_, before) => (before === 0 ? 'nothing' : {}), { answerWithinMs: 100 });
    fake.member('dana').post({ channel: 'end-users', text: 'x' });
    await fake.settled();
    expect(app.received[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
  });

  test('does not come again when the app says so', async () => {
    await restart(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    fake.member('dana').post({ channel: 'end-users', text: 'x' });
    await fake.settled();
    expect(app.received).toHaveLength(1);
  });

  test('comes again to an app that was down for a moment', async () => {
    await app.stop();
    fake.member('dana').post({ channel: 'end-users', text: 'x' });
    await fake.settled();
    expect(fake.deliveries().map(({ answer }) => answer.outcome)).toEqual(Array(4).fill('unreachable'));
    expect(fake.deliveries().at(-1)?.retry).toEqual({ number: 3, reason: 'connection_failed' });
  });
});

test('an event can be brought twice, as Slack does now and then', async () => {
  fake.member('dana').post({ channel: 'end-users', text: 'x' });
  await fake.settled();
  const [first] = fake.deliveries();
  if (!first) throw new Error('nothing came');
  await fake.repeatEvent(first.payload);
  expect(app.received[1]?.body).toBe(app.received[0]?.body);
});

test('the address of an app is verified by a challenge', async () => {
  await restart(({ body }) => ({ body: (JSON.parse(body) as { challenge: string }).challenge }));
  expect(await fake.verifyUrl()).toBe(true);
  await restart(() => ({ body: 'something else' }));
  expect(await fake.verifyUrl()).toBe(false);
});

describe('a command', () => {
  test('that is answered with text shows it to the member alone', async () => {
    await restart(() => ({ body: 'Hello' }));
    const ack = await fake.member('dana').command('end-users', '/endusers');
    expect(ack).toMatchObject({ ok: true, message: { text: 'Hello', onlyFor: 'U0DANA000' } });
  });

  test('that is answered in the channel shows it to all', async () => {
    const body = JSON.stringify({ response_type: 'in_channel', text: 'Hello all' });
    await restart(() => ({ body, type: 'application/json' }));
    await fake.member('dana').command('end-users', '/endusers');
    expect(fake.messages('end-users')).toMatchObject([{ text: 'Hello all' }]);
  });

  test('that is answered with nothing shows nothing', async () => {
    const ack = await fake.member('dana').command('end-users', '/endusers');
    expect(ack).toEqual({ ok: true, status: 200, body: undefined });
    expect(fake.ephemerals('dana')).toEqual([]);
  });

  test.each([
    ['not answered in time', () => 'nothing' as const, 'operation_timeout'],
    ['answered with 500', () => ({ status: 500 }), 'dispatch_failed'],
  ])('that is %s fails before the eyes of the member', async (_, answer, error) => {
    await restart(answer, { answerWithinMs: 100 });
    const ack = await fake.member('dana').command('end-users', '/endusers help');
    expect(ack).toMatchObject({ ok: false, error });
    expect(fake.ephemerals('dana')).toMatchObject([{ text: `/endusers failed with the error "${error}"` }]);
    expect(app.received).toHaveLength(1);
  });

  test('can be answered later, five times, at its response URL', async () => {
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
