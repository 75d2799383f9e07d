// A file host that sends endlessly, byte by byte, or compressed: from the network to the rows that are read.
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
import { type DownloadLimits, downloadFile } from '../../../src/slack/files/download-file.ts';
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

type Sent = {
  /** What the host has sent, before compression. */
  bytes: number;
  /** Resolves when the connection is closed. */
  readonly closed: Promise<unknown>;
};

/** Reads a file of `size` bytes, as Slack says, from a host that answers as `answer` does. `memory` is the peak of all buffers, in bytes. */
async function readFrom(
  answer: (response: ServerResponse, count: Transform) => unknown,
  { size = 1e12, ...limits }: DownloadLimits & { size?: number } = {},
): Promise<{ rows: number; sent: Sent; error: unknown; memory: number }> {
  let onRequest: (sent: Sent) => void;
  const requested = new Promise<Sent>((resolve) => {
    onRequest = resolve;
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
    onRequest(sent);
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
  afterAll(() => host.close());
  const { port } = host.address() as AddressInfo;
  fake.faults.add({ method: 'download', answer: { redirect: `http://127.0.0.1:${port}/file` } });
  const shared = await dana.share({
    channel: 'end-users',
    files: [{ name: 'a.csv', content: 'name\n', size }],
  });
  const context = { clients, isSlackHost: () => true };
  const slackFile = { workspaceId: fake.app().teamId, slackFileId: shared.files[0]! };
  const before = process.memoryUsage().arrayBuffers;
  let peak = before;
  let rows = 0;
  let error: unknown = null;
  try {
    const content = downloadFile(context, slackFile, new AbortController().signal, limits);
    const file = await readCsv(content, { maxBytes });
    for await (const batch of file.rows) {
      rows += batch.length;
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    }
  } catch (thrown) {
    error = thrown;
  }
  return { rows, error, sent: await requested, memory: peak - before };
}

async function* endless(start: string | Buffer, chunk: string): AsyncGenerator<Buffer> {
  yield Buffer.from(start);
  for (const chunks = Buffer.from(chunk.repeat(2_000)); ; ) yield chunks;
}

/** The most that the buffers of both sides hold beyond what was read, in bytes. */
const buffers = 20e6;

it('an endless file ends at the size limit, and its connection is closed', async () => {
  const { error, sent, rows } = await readFrom((response, count) =>
    pipeline(endless('name\n', 'Ana Maria\n'), count, response).catch(() => undefined),
  );
  expect(error).toMatchObject({ code: 'too-large' });
  expect(rows).toBeGreaterThan(100_000);
  await sent.closed;
  expect(sent.bytes).toBeLessThan(maxBytes + buffers);
});

it('an endless file that the host compresses unasked is decompressed no further than the limit', async () => {
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
  ['a few kB, compressed twice,', ['gzip', 'gzip']],
])(
  'a file of 200 MB that is compressed to %s takes no more memory than the part that is read',
  async (_, codings) => {
    async function* people() {
      for (let chunks = 0; chunks < 1_000; chunks++)
        yield Buffer.from('name\n'.concat('Anna\n'.repeat(39_999)));
    }
    let compressed = Buffer.alloc(0);
    for (const [at] of codings.entries())
      compressed = await buffer(Readable.from(at === 0 ? people() : [compressed]).pipe(createGzip()));
    expect(compressed.length).toBeLessThan(300_000);
    const { error, rows, memory } = await readFrom(
      (response) => {
        response.setHeader('content-encoding', codings.join(', '));
        response.end(compressed);
      },
      { size: 200e6 },
    );
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
])('%s without an end is rejected by its first bytes', async (_, code, start) => {
  const { error, sent } = await readFrom((response, count) =>
    pipeline(endless(start, 'x'.repeat(10)), count, response).catch(() => undefined),
  );
  expect(error).toMatchObject({ code });
  await sent.closed;
  expect(sent.bytes).toBeLessThan(buffers);
});

it('a download from a host that sends byte by byte fails', async () => {
  const { error, sent } = await readFrom(
    (response) => {
      response.write('name\n');
      const drip = setInterval(() => response.write('A'), 10);
      response.on('close', () => clearInterval(drip));
    },
    { idleMs: 30_000, minimumRate: { graceMs: 400, bytesPerSecond: 50_000 } },
  );
  expect(error).toMatchObject({ message: 'the download was too slow' });
  await sent.closed;
});

describe('a download from a host that sends almost nothing', () => {
  const now = performance.now.bind(performance);
  let aheadMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs);
  afterAll(() => vi.restoreAllMocks());

  /** The clock advances by five seconds before each row. */
  const readSlowly = (rows: number) =>
    readFrom(
      async (response) => {
        response.write('name\n');
        for (let sent = 0; sent < rows && !response.closed; sent++) {
          await sleep(10);
          aheadMs += 5_000;
          response.write('Ana\n');
        }
        response.end();
      },
      { size: 'name\n'.length + rows * 'Ana\n'.length },
    );

  it('fails after a minute', async () => {
    const { error } = await readSlowly(500);
    expect(error).toMatchObject({ message: 'the download was too slow' });
  });

  it('may go on until then', async () => {
    const { error, rows } = await readSlowly(11);
    expect(error).toBeNull();
    expect(rows).toBe(11);
  });
});

it('a download from a host that is slow, but fast enough, succeeds', async () => {
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
    // The download takes about 0.3 s, far less than the grace time.
    { idleMs: 30_000, minimumRate: { graceMs: 60_000, bytesPerSecond: 1 }, size: 305 },
  );
  expect(error).toBeNull();
  expect(rows).toBe(30);
});
