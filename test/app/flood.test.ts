// Many large requests at once that are not from Slack: the memory stays as it is, and Slack is still answered.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { signatureHeaders } from '../../playground/fake-slack/fake-slack.ts';
import { allBodiesLimit } from '../../src/http/read-body.ts';
import { bodyLimit, maxConnections } from '../../src/http/request-limits.ts';
import { freshDatabase } from '../database.ts';
import { appProcess } from './app-process.ts';
import { conversationIn } from './conversation.ts';
import { settingsFor, startTestSlack } from './running-app.ts';
import { scrapeMetrics } from './scrape-metrics.ts';

const fake = await startTestSlack();
const { url } = await freshDatabase();
// A process of its own: the memory of this one holds what it sends.
const port = await appProcess({ ...settingsFor(fake), DATABASE_URL: url }).ready();
fake.connect(`http://127.0.0.1:${port}`);
const { command } = conversationIn(fake);
const dana = fake.member('dana');

const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await sleep(100);
});

const megabytes = 1e6;

/** Of the app's process, in bytes. */
async function memory(): Promise<number> {
  const { sample } = await scrapeMetrics({ port });
  return sample('nodejs_heap_size_used_bytes')! + sample('nodejs_external_memory_bytes')!;
}

const rejected = async (because: string) =>
  (await scrapeMetrics({ port })).sample(`endusers_requests_refused_total{because="${because}"}`) ?? 0;

/** Sends all of a body of 1 MiB but its last byte, and waits for as much of it to leave as the app takes. */
async function pour(headers: Readonly<Record<string, string>>): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  const lines = Object.entries({ ...headers, host: 'here', 'content-length': String(bodyLimit) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.write(`POST /slack/events HTTP/1.1\r\n${head}\r\n`);
  socket.write(Buffer.alloc(bodyLimit - 1, 'x'));
}

/** The most memory that the app's process has over a second, in addition to what it had. */
async function growth(before: number): Promise<number> {
  let most = 0;
  for (let n = 0; n < 10; n++) {
    most = Math.max(most, (await memory()) - before);
    await sleep(100);
  }
  return most;
}

it('300 MiB without a signature are not read, and Slack is answered meanwhile', async () => {
  const before = await memory();
  await Promise.all(Array.from({ length: 300 }, () => pour({})));
  expect(await command(dana, 'end-users', '/endusers help')).toContain('/endusers export');
  expect(await growth(before)).toBeLessThan(60 * megabytes);
  await expect.poll(() => rejected('signature'), { timeout: 20_000 }).toBeGreaterThanOrEqual(300);
});

it('300 MiB with made-up signatures take no more than the budget, and Slack is answered meanwhile', async () => {
  const before = await memory();
  const madeUp = signatureHeaders('another secret', 'something else', Math.floor(Date.now() / 1000));
  await Promise.all(Array.from({ length: 300 }, () => pour(madeUp)));
  expect(await command(dana, 'end-users', '/endusers help')).toContain('/endusers export');
  expect(await growth(before)).toBeLessThan(allBodiesLimit + 100 * megabytes);
  await expect.poll(() => rejected('busy'), { timeout: 20_000 }).toBeGreaterThan(100);
});

it('more connections than the limit are closed, and counted, and Slack and health checks are answered', async () => {
  const before = await rejected('busy');
  fake.faults.add({ method: 'users.info', answer: { delayMs: 1_500 } });
  const begun = command(fake.member('lee'), 'end-users', '/endusers orgs');
  await fake.until(() => fake.calls('users.info').length > 0);
  for (let n = 0; n < maxConnections + 50; n++) {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
  }
  await expect
    .poll(() => sockets.filter(({ closed }) => closed).length, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(50);
  // The others stay open meanwhile.
  expect(sockets.filter(({ closed }) => !closed).length).toBeGreaterThan(maxConnections - 50);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  expect(await command(dana, 'end-users', '/endusers help')).toContain('/endusers export');
  expect(await begun).toContain('organization');
  for (const socket of sockets.splice(0)) socket.destroy();
  await expect.poll(() => rejected('busy').catch(() => 0), { timeout: 20_000 }).toBeGreaterThan(before);
});
