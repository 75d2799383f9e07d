import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient } from './clients.ts';
import { noTimeouts } from './no-timeouts.ts';
import { type Answer, eventsOf, type Received, startRecordingApp } from './recording-app.ts';

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

describe('events', () => {
  test('have an envelope', async () => {
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

  test('are sent for direct messages, without an app_mention', async () => {
    const dana = fake.member('dana');
    dana.post({ channel: dana.directMessages(), text: `<@${fake.app().botUserId}> hi` });
    await fake.settled();
    expect(eventsOf(app.received)).toMatchObject([{ type: 'message', channel_type: 'im' }]);
  });

  test('are sent for a share with its files, and once more for a mention', async () => {
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

  test('are sent for messages that the bot itself posts, updates, and deletes', async () => {
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

  test('are not sent for channels without the bot, nor without a subscription', async () => {
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

  test('are sent for the workspace whose bot is in the channel', async () => {
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

  test('are sent for an uninstallation', async () => {
    fake.uninstall();
    await fake.settled();
    expect(eventsOf(app.received).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['app_uninstalled', 'tokens_revoked']),
    );
  });

  test('are sent for a member who joins', async () => {
    fake.addMember({ name: 'newcomer' });
    fake.member('newcomer').join('end-users');
    await fake.settled();
    expect(eventsOf(app.received)).toMatchObject([{ type: 'member_joined_channel', channel: 'C0ENDUSERS' }]);
  });
});
