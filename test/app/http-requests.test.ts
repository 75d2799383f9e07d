// HTTP requests that don't come from Slack, or not as they should: too old, too early, too large, or too slow.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { signatureHeaders } from '../../playground/fake-slack/fake-slack.ts';
import { bodyLimit } from '../../src/http/request-limits.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { createTestLog } from './log-lines.ts';
import { startAppOn, startTestSlack } from './running-app.ts';
import { scrapeMetrics } from './scrape-metrics.ts';

const fake = await startTestSlack();
const { lines, log } = createTestLog();
const { db, url } = await freshDatabase();
const app = await startAppOn(fake, { DATABASE_URL: url }, log);
const { addOrganization } = conversationIn(fake);
const dana = fake.member('dana');
await addOrganization(dana, 'Acme Ltd');
const now = () => Math.floor(Date.now() / 1000);

/** The body of the command `/endusers org add <name>`, which leaves a trace when it is carried out. */
async function bodyOfCommand(text: string): Promise<string> {
  await dana.command('end-users', '/endusers help');
  const { payload } = fake.deliveries().findLast(({ kind }) => kind === 'slash_commands')!;
  return new URLSearchParams({ ...(payload as Record<string, string>), text, trigger_id: text }).toString();
}

function send(body: string, headers: Record<string, string>): Promise<Response> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(`http://127.0.0.1:${app.port}/slack/events`, {
    method: 'POST',
    headers: { ...type, ...headers },
    body,
  });
}

async function organizations(): Promise<string> {
  return (await dana.command('end-users', '/endusers orgs')).message?.text ?? '';
}

describe('a signed request', () => {
  it('with the current time is accepted', async () => {
    const body = await bodyOfCommand('org add Of Now');
    const { status } = await send(body, signatureHeaders(fake.signingSecret, body, now()));
    expect(status).toBe(200);
    expect(await organizations()).toContain('Of Now');
  });

  it.each([
    ['is more than five minutes old', () => -310],
    ['is more than five minutes ahead', () => 310],
    ['is years ahead', () => 1e9],
    ['is as far ahead as a number can be', () => 1e300],
  ])('that %s is refused and not carried out', async (name, seconds) => {
    const body = await bodyOfCommand(`org add ${name}`);
    const { status } = await send(body, signatureHeaders(fake.signingSecret, body, now() + seconds()));
    expect(status).toBe(401);
    expect(await organizations()).not.toContain(name);
  });

  it('without a valid time or signature is refused', async () => {
    const body = await bodyOfCommand('org add Unsigned');
    const signed = signatureHeaders(fake.signingSecret, body, now());
    for (const headers of [
      {},
      { ...signed, 'x-slack-request-timestamp': 'soon' },
      { ...signed, 'x-slack-request-timestamp': '' },
      { ...signed, 'x-slack-signature': 'v0=' },
      { ...signed, 'x-slack-signature': signed['x-slack-signature']!.replace('v0', 'v1') },
      signatureHeaders('another secret', body, now()),
      signatureHeaders(fake.signingSecret, `${body} `, now()),
    ])
      expect((await send(body, headers)).status).toBe(401);
    expect(await organizations()).not.toContain('Unsigned');
  });
});

describe('a body over the limit', () => {
  it('is refused by its Content-Length, before any of it is read', async () => {
    const socket = await knock(`content-length: ${bodyLimit + 1}`);
    expect(await answerOf(socket)).toMatch(/^HTTP\/1.1 413 /);
  });

  it('is cut off if it has no Content-Length and never ends', async () => {
    const socket = await knock('transfer-encoding: chunked');
    const answer = answerOf(socket);
    const piece = 'x'.repeat(64 * 1024);
    const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`;
    let sent = 0;
    while (!socket.destroyed) {
      sent += piece.length;
      if (!socket.write(chunk)) await roomOrEnd(socket);
      await setImmediate();
    }
    expect(await answer).toMatch(/^HTTP\/1.1 413 |^$/);
    // The buffers of both sides add to the limit.
    expect(sent).toBeLessThan(bodyLimit + 32e6);
  });

  it('begins above the limit: the signature of a body of that size is checked', async () => {
    expect((await send('x'.repeat(bodyLimit), {})).status).toBe(401);
    expect((await send('x'.repeat(bodyLimit + 1), {}).catch(() => null))?.status ?? 413).toBe(413);
  });
});

describe('a refused request', () => {
  it.each([
    ['signature', () => signatureHeaders('another secret', 'x', now())],
    ['time', () => signatureHeaders(fake.signingSecret, 'x', now() - 400)],
    [
      'body',
      () => ({ 'content-type': 'application/json', ...signatureHeaders(fake.signingSecret, 'x', now()) }),
    ],
    ['size', () => ({})],
  ])('is counted, and told in one line of the log: by its %s', async (because, headers) => {
    const counted = async () =>
      (await scrapeMetrics(app)).sample(`endusers_requests_refused_total{because="${because}"}`) ?? 0;
    const [before, from] = [await counted(), lines.length];
    if (because === 'size') await answerOf(await knock(`content-length: ${bodyLimit + 1}`));
    else await send('x', headers());
    expect((await counted()) - before).toBe(1);
    expect(lines.slice(from)).toMatchObject([{ level: 40, because }]);
  });

  it('with a wrong secret is logged with the name of the setting', async () => {
    await send('x', signatureHeaders('another secret', 'x', now()));
    expect(lines.at(-1)!.msg).toContain('SLACK_SIGNING_SECRET');
  });
});

describe('an event that fails', () => {
  it('is logged in one line, and answered with a 500', async () => {
    await db.execute(sql`alter table seen_event rename to seen_event_away`);
    const from = lines.length;
    const event = { type: 'app_mention', user: dana.id, channel: 'C1', ts: '1.1', text: 'hello' };
    const { teamId, appId } = fake.app();
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: teamId,
      api_app_id: appId,
      event_id: 'EvFails',
      event,
    });
    const { status } = await send(body, {
      'content-type': 'application/json',
      ...signatureHeaders(fake.signingSecret, body, now()),
    });
    await db.execute(sql`alter table seen_event_away rename to seen_event`);
    expect(status).toBe(500);
    expect(lines.slice(from)).toMatchObject([{ level: 50, msg: 'an event failed' }]);
  });
});

describe.concurrent('a slow client', () => {
  it('is cut off while it sends the headers of a request', async ({ expect }) => {
    const socket = connect(app.port, '127.0.0.1');
    socket.write('POST /slack/events HTTP/1.1\r\nhost: here\r\nx-slow');
    expect(await answerOf(socket)).toMatch(/^HTTP\/1.1 408 /);
  });

  it('is cut off while it sends the body', async ({ expect }) => {
    const socket = await knock('content-length: 100');
    socket.write('a');
    expect(await answerOf(socket)).toMatch(/^HTTP\/1.1 (408|401) /);
  });
});

it.each([
  ['null', 'application/json'],
  ['[]', 'application/json'],
  ['"x"', 'application/json'],
  ['payload=null', 'application/x-www-form-urlencoded'],
])('a signed body that is no object is refused, and ends nothing: %s', async (body, type) => {
  const headers = { ...signatureHeaders(fake.signingSecret, body, now()), 'content-type': type };
  expect((await send(body, headers)).status).toBe(400);
  expect(await organizations()).toContain('Acme Ltd');
});

it('a request for an unknown path, or bytes that are no request, affect no other request', async () => {
  for (const head of ['GET // HTTP/1.1', 'GET /%E0%A4%A HTTP/1.1', 'POST /elsewhere HTTP/1.1', 'nonsense']) {
    const socket = connect(app.port, '127.0.0.1');
    socket.write(`${head}\r\nhost: here\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    expect(await answerOf(socket)).toMatch(/^HTTP\/1.1 (400|404|500) /);
  }
  expect(await organizations()).toContain('Acme Ltd');
});

async function knock(header: string): Promise<Socket> {
  const socket = connect(app.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`POST /slack/events HTTP/1.1\r\nhost: here\r\n${header}\r\n\r\n`);
  return socket;
}

/** Resolves when more can be written, or when the socket is closed. */
function roomOrEnd(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    for (const event of ['drain', 'close']) socket.once(event, () => resolve());
  });
}

/** Everything received until the other side closed the connection, whether or not it ended well. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}
