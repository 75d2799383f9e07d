// A file host that sends without an end, drip by drip, or packed: over the wire, into the reading of a file.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startFakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import { readCsv } from '../../../src/import/read/read-csv.ts';
import { openLog } from '../../../src/log.ts';
import { createDownload } from '../../../src/slack/files/download-file.ts';
import { createWebClients } from '../../../src/slack/web/web-clients.ts';

const fake = await startFakeSlack();
afterAll(() => fake.close());
const clients = createWebClients(
  { tokenOf: async () => fake.app().token },
  { slackApiUrl: fake.apiUrl },
  openLog('silent'),
);
const dana = fake.member('dana');
const maxBytes = 3e6;

/** What the host has sent, before it was packed, and whether its connection was closed. */
type Sent = { bytes: number; readonly closed: Promise<unknown> };

/** Reads a file whose bytes come from a host that does what it likes. `memory` is what buffers took at most, in bytes. */
async function readFrom(
  answer: (response: ServerResponse, count: Transform) => unknown,
  more: Omit<Parameters<typeof createDownload>[0], 'clients' | 'mayHaveToken'> = {},
): Promise<{ rows: number; sent: Sent; error: unknown; memory: number }> {
  let tell: (sent: Sent) => void;
  const asked = new Promise<Sent>((resolve) => {
    tell = resolve;
  });
  const host = createServer((_, response) => {
    const sent = { bytes: 0, closed: once(response, 'close') };
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sent.bytes += chunk.length;
        done(null, chunk);
      },
    });
    answer(response, count);
    tell(sent);
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
  afterAll(() => host.close());
  const { port } = host.address() as AddressInfo;
  fake.faults.add({ method: 'download', answer: { redirect: `http://127.0.0.1:${port}/file` } });
  const shared = await dana.share({ channel: 'end-users', files: [{ name: 'a.csv', content: 'name\n' }] });
  const download = createDownload({ clients, mayHaveToken: () => true, ...more });
  const of = { workspaceId: fake.app().teamId, slackFileId: shared.files[0]! };
  const before = process.memoryUsage().arrayBuffers;
  let most = before;
  let rows = 0;
  let error: unknown = null;
  try {
    const file = await readCsv(download(of, new AbortController().signal), { maxBytes });
    for await (const batch of file.rows) {
      rows += batch.length;
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }
  } catch (thrown) {
    error = thrown;
  }
  return { rows, error, sent: await asked, memory: most - before };
}

async function* endless(start: string | Buffer, piece: string): AsyncGenerator<Buffer> {
  yield Buffer.from(start);
  for (const pieces = Buffer.from(piece.repeat(2_000)); ; ) yield pieces;
}

/** More than what was read lies in the buffers of the two sides. */
const buffers = 20e6;

it('a file without an end is ended by the limit, and its connection closed', async () => {
  const { error, sent, rows } = await readFrom((response, count) =>
    pipeline(endless('name\n', 'Ana Maria\n'), count, response).catch(() => undefined),
  );
  expect(error).toMatchObject({ code: 'too-large' });
  expect(rows).toBeGreaterThan(100_000);
  await sent.closed;
  expect(sent.bytes).toBeLessThan(maxBytes + buffers);
});

it('one that comes packed, unasked, is unpacked no further than the limit', async () => {
  const { error, sent, rows } = await readFrom((response, count) => {
    response.setHeader('content-encoding', 'gzip');
    return pipeline(endless('name\n', 'Ana Maria\n'), count, createGzip(), response).catch(() => undefined);
  });
  expect(error).toMatchObject({ code: 'too-large' });
  expect(rows).toBeGreaterThan(100_000);
  await sent.closed;
});

it.each([
  ['200 kB', ['gzip']],
  ['a few kB, by packing it twice,', ['gzip', 'gzip']],
])(
  'one of 200 MB that is packed into %s takes no more memory than what is read of it',
  async (_, codings) => {
    async function* people() {
      for (let pieces = 0; pieces < 1_000; pieces++) yield Buffer.from('name\n'.repeat(40_000));
    }
    let packed = Buffer.alloc(0);
    for (const [at] of codings.entries())
      packed = await buffer(Readable.from(at === 0 ? people() : [packed]).pipe(createGzip()));
    expect(packed.length).toBeLessThan(300_000);
    const { error, rows, memory } = await readFrom((response) => {
      response.setHeader('content-encoding', codings.join(', '));
      response.end(packed);
    });
    expect(error).toMatchObject({ code: 'too-large' });
    expect(rows).toBeGreaterThan(100_000);
    expect(memory).toBeLessThan(60e6);
  },
);

it.each([
  ['an Excel workbook', 'spreadsheet', Buffer.from(`PK\u0003\u0004${'\0'.repeat(26)}xl/workbook.xml`)],
  ['a zip archive', 'binary', Buffer.from(`PK\u0003\u0004${'\0'.repeat(26)}people.csv`)],
  ['a gzip archive', 'binary', Buffer.from([0x1f, 0x8b, 8, 0])],
  ['a web page', 'html', Buffer.from('<!DOCTYPE html><title>Sign in</title>')],
])('%s without an end is refused by how it begins', async (_, code, start) => {
  const { error, sent } = await readFrom((response, count) =>
    pipeline(endless(start, 'x'.repeat(10)), count, response).catch(() => undefined),
  );
  expect(error).toMatchObject({ code });
  await sent.closed;
  expect(sent.bytes).toBeLessThan(buffers);
});

it('a host that sends drip by drip is given up, to be asked again', async () => {
  const { error, sent } = await readFrom(
    (response) => {
      response.write('name\n');
      const drip = setInterval(() => response.write('A'), 10);
      response.on('close', () => clearInterval(drip));
    },
    { idleMs: 30_000, pace: { graceMs: 400, bytesPerSecond: 50_000 } },
  );
  expect(error).toMatchObject({ message: 'a download was too slow' });
  await sent.closed;
});

describe('a host that sends next to nothing', () => {
  const now = performance.now.bind(performance);
  let aheadMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs);
  afterAll(() => vi.restoreAllMocks());

  /** Before each row the clock goes on by five seconds. */
  const readSlowly = (rows: number) =>
    readFrom(async (response) => {
      response.write('name\n');
      for (let sent = 0; sent < rows && !response.closed; sent++) {
        await sleep(10);
        aheadMs += 5_000;
        response.write('Ana\n');
      }
      response.end();
    });

  it('is given up after a minute', async () => {
    const { error } = await readSlowly(500);
    expect(error).toMatchObject({ message: 'a download was too slow' });
  });

  it('is waited for until then', async () => {
    const { error, rows } = await readSlowly(11);
    expect(error).toBeNull();
    expect(rows).toBe(11);
  });
});

it('a host that is slow, but not that slow, is waited for', async () => {
  const { error, rows } = await readFrom(
    (response) => {
      response.write('name\n');
      let left = 30;
      const drip = setInterval(() => {
        if (left-- > 0) return void response.write('Ana Maria\n');
        clearInterval(drip);
        response.end();
      }, 10);
    },
    // More than it takes for what has come, and less than it takes for all.
    { idleMs: 30_000, pace: { graceMs: 60_000, bytesPerSecond: 1 } },
  );
  expect(error).toBeNull();
  expect(rows).toBe(30);
});
