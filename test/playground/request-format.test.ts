import { verifySlackRequest } from '@slack/bolt';
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

describe('requests', () => {
  test('are signed so that Bolt accepts them with the right secret only', async () => {
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

  test('for commands and clicks are forms', async () => {
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

test('an app’s request URL is verified by a challenge', async () => {
  await restart(({ body }) => ({ body: (JSON.parse(body) as { challenge: string }).challenge }));
  expect(await fake.verifyUrl()).toBe(true);
  await restart(() => ({ body: 'something else' }));
  expect(await fake.verifyUrl()).toBe(false);
});
