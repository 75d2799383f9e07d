import { type App, App as BoltApp, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { clientFor, refusal } from './clients.ts';
import { noTimeouts } from './no-timeouts.ts';
import { silent } from './tiny-app.ts';

let fake: FakeSlack;
const apps: App[] = [];

beforeEach(async () => {
  fake = await startFakeSlack({ ...noTimeouts, retryWaitsMs: [1, 1, 1] });
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  await fake.close();
});

/** Starts a real Bolt app in Socket Mode that reconnects within a second. */
async function startSocketApp(add: (app: App) => void): Promise<App> {
  const clientOptions = { slackApiUrl: fake.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: fake.appToken,
    logger: silent,
    // Also the delay before it reconnects.
    clientPingTimeout: 1_000,
    installerOptions: { clientOptions },
  });
  const app = new BoltApp({
    token: fake.app().token,
    receiver,
    logger: silent,
    logLevel: LogLevel.ERROR,
    clientOptions,
  });
  add(app);
  await app.start();
  apps.push(app);
  return app;
}

const answering = (name: string) => (app: App) => {
  app.message(async ({ message, client }) => {
    await client.chat.postMessage({ channel: message.channel, text: `${name} heard it` });
  });
  app.command('/endusers', ({ ack }) => ack(`${name} at your service`));
};
const said = () => fake.messages('end-users').map(({ text }) => text);

test('events, commands, and their answers use the connection', async () => {
  await startSocketApp(answering('bot'));
  expect(fake.socket.connections()).toBe(1);
  fake.member('dana').post({ channel: 'end-users', text: 'Hello' });
  await fake.until(() => said().includes('bot heard it'));
  const ack = await fake.member('dana').command('end-users', '/endusers');
  expect(ack).toMatchObject({ ok: true, message: { text: 'bot at your service' } });
});

test('each envelope is sent to one of several connections', async () => {
  await startSocketApp(answering('one'));
  await startSocketApp(answering('two'));
  expect(fake.socket.connections()).toBe(2);
  const answers = new Set<string | undefined>();
  for (let count = 0; count < 4; count += 1) {
    answers.add((await fake.member('dana').command('end-users', '/endusers')).message?.text);
  }
  expect(answers).toEqual(new Set(['one at your service', 'two at your service']));
  expect(fake.ephemerals('dana')).toHaveLength(4);
});

test('an app that is asked to refresh reconnects and gets retried events', async () => {
  await startSocketApp(answering('bot'));
  fake.socket.disconnect('refresh_requested');
  expect(fake.socket.connections()).toBe(0);
  await fake.until(() => fake.socket.connections() === 1, { what: 'the new connection' });
  fake.member('dana').post({ channel: 'end-users', text: 'Hello again' });
  await fake.until(() => said().includes('bot heard it'));
});

test('without a connection, an event is retried and a command fails', async () => {
  await fake.close();
  fake = await startFakeSlack({ ...noTimeouts, retryWaitsMs: [500, ...Array<number>(60).fill(1_000)] });
  await startSocketApp(answering('bot'));
  fake.socket.drop();
  await fake.until(() => fake.socket.connections() === 0);
  fake.member('dana').post({ channel: 'end-users', text: 'Anybody?' });
  const ack = await fake.member('dana').command('end-users', '/endusers');
  expect(ack).toMatchObject({ ok: false, error: 'dispatch_failed' });
  await fake.until(() => said().includes('bot heard it'));
  const tries = fake.deliveries().filter(({ payload }) => JSON.stringify(payload).includes('Anybody?'));
  expect(tries[0]).toMatchObject({ answer: { outcome: 'unreachable' } });
  expect(tries.at(-1)).toMatchObject({
    answer: { outcome: 'answered' },
    retry: { reason: 'connection_failed' },
  });
});

test('an envelope without an acknowledgement is sent again', async () => {
  await fake.close();
  fake = await startFakeSlack({ retryWaitsMs: [1, 1, 1], answerWithinMs: 1_000 });
  const { apps: open } = clientFor(fake.apiUrl, fake.appToken);
  const { url } = await open.connections.open({});
  const socket = new WebSocket(String(url));
  const envelopes: { type: string; retry_attempt?: number }[] = [];
  socket.addEventListener('message', ({ data }) => {
    const envelope = JSON.parse(String(data)) as {
      type: string;
      envelope_id?: string;
      retry_attempt?: number;
    };
    envelopes.push(envelope);
    if (envelope.retry_attempt === 1) socket.send(JSON.stringify({ envelope_id: envelope.envelope_id }));
  });
  await fake.until(() => fake.socket.connections() === 1);
  fake.member('dana').post({ channel: 'end-users', text: 'Hello' });
  await fake.settled();
  expect(envelopes).toMatchObject([
    { type: 'hello', num_connections: 1 },
    {
      type: 'events_api',
      retry_attempt: 0,
      accepts_response_payload: false,
      payload: { event: { text: 'Hello' } },
    },
    { type: 'events_api', retry_attempt: 1, retry_reason: 'http_timeout' },
  ]);
  socket.close();
});

test('a connection needs the app-level token, and its URL works once', async () => {
  const open = (token: string) => clientFor(fake.apiUrl, token).apps.connections.open({});
  expect(await refusal(open(fake.app().token))).toMatchObject({ error: 'not_allowed_token_type' });
  expect(await refusal(open('xapp-other'))).toMatchObject({ error: 'invalid_auth' });
  const { url } = await open(fake.appToken);
  const connect = () =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(String(url));
      socket.addEventListener('open', () => {
        resolve('open');
        socket.close();
      });
      socket.addEventListener('error', () => resolve('refused'));
    });
  expect(await connect()).toBe('open');
  expect(await connect()).toBe('refused');
});
