// A download that is faster than its reader: nothing is lost, nothing stays, and neither waits for the other.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { DownloadFailedError } from '../../src/model/download-failed-error.ts';
import { SlotYieldedError } from '../../src/queue/errors.ts';
import { spoolDownload } from '../../src/usecases/import/spool-download.ts';

const MB = 1024 * 1024;
const never = new AbortController().signal;

/** The temporary files that this process holds open, or that lie in the folder for them. */
async function temporaryFiles(): Promise<string[]> {
  const open = await Promise.all(
    (await readdir('/proc/self/fd').catch(() => [])).map((fd) =>
      readlink(`/proc/self/fd/${fd}`).catch(() => ''),
    ),
  );
  return [...open, ...(await readdir(tmpdir()))].filter((name) => name.includes(`endusers-${process.pid}-`));
}
afterEach(async () => expect(await temporaryFiles()).toEqual([]));

type Download = {
  readonly source: (signal: AbortSignal) => AsyncGenerator<Uint8Array>;
  sent: number;
  /** Resolves when the download has ended, in whatever way. */
  readonly ended: Promise<void>;
};

/** Sends the chunks as fast as they are taken; then ends, throws the error, or sends nothing more. */
function downloadOf(chunks: Iterable<Uint8Array>, end: 'complete' | 'hang' | Error = 'complete'): Download {
  let onEnd = () => {};
  const ended = new Promise<void>((resolve) => {
    onEnd = resolve;
  });
  const download: Download = {
    sent: 0,
    ended,
    async *source(signal) {
      try {
        for (const chunk of chunks) {
          signal.throwIfAborted();
          download.sent += chunk.length;
          yield chunk;
        }
        if (end instanceof Error) throw end;
        if (end === 'hang' && !signal.aborted) await once(signal, 'abort');
        signal.throwIfAborted();
      } finally {
        onEnd();
      }
    },
  };
  return download;
}

const spool = ({ source }: Download, maxBytes = 1e9, signal = never) =>
  spoolDownload(source, signal, maxBytes);

/** Random bytes in chunks of different lengths. */
const chunksOf = (lengths: readonly number[]): Buffer[] => lengths.map((length) => randomBytes(length));
const ordinary = (count: number): Buffer[] =>
  chunksOf(Array.from({ length: count }, (_, at) => 1 + ((at * 40_961) % 65_536)));
const hashOf = (chunks: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
};

async function read(bytes: AsyncIterable<Uint8Array>, pause: (at: number) => unknown = () => undefined) {
  const got: Uint8Array[] = [];
  for await (const chunk of bytes) {
    got.push(chunk);
    await pause(got.length);
  }
  return got;
}

describe('the reader gets every byte in its order', () => {
  it.each<[string, number[], (at: number, download: Download) => unknown]>([
    ['of a small file', [10, 1, 500], () => undefined],
    ['of an empty file', [], () => undefined],
    ['of one large chunk', [5 * MB], () => undefined],
    ['when it is faster', Array(100).fill(65_536), () => undefined],
    ['when it waits for the whole download', Array(100).fill(65_536), (_, { ended }) => ended],
    ['when it stops now and then', Array(300).fill(50_000), (at) => at % 20 === 0 && sleep(20)],
  ])('%s', async (_, lengths, pause) => {
    const chunks = chunksOf(lengths);
    const download = downloadOf(chunks);
    expect(hashOf(await read(spool(download), (at) => pause(at, download)))).toBe(hashOf(chunks));
  });

  it('when it falls behind and catches up at random', async () => {
    for (let run = 0; run < 20; run++) {
      const chunks = ordinary(200);
      async function* source() {
        for (const chunk of chunks) {
          if (Math.random() < 0.1) await sleep(Math.random() * 5);
          yield chunk;
        }
      }
      const got = await read(
        spoolDownload(source, never, 1e9),
        () => Math.random() < 0.1 && sleep(Math.random() * 10),
      );
      expect(hashOf(got)).toBe(hashOf(chunks));
    }
  });
});

it('a reader that takes nothing holds up nothing, and memory does not grow with the file', async () => {
  const chunk = randomBytes(65_536);
  function* many() {
    for (let at = 0; at < 2_000; at++) yield Buffer.from(chunk);
  }
  const download = downloadOf(many());
  const bytes = spool(download);
  let received = (await bytes.next()).value!.length;
  const before = process.memoryUsage().arrayBuffers;
  await download.ended;
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * MB);
  for await (const piece of bytes) received += piece.length;
  expect(received).toBe(2_000 * chunk.length);
});

describe('the reader gets the error', () => {
  it.each([
    new DownloadFailedError('the download was interrupted'),
    new SlotYieldedError('a download made no progress'),
  ])('$message', async (error) => {
    const download = downloadOf(ordinary(3), error);
    await expect(read(spool(download))).rejects.toBe(error);
  });

  it('before what waits on disk, which would be read in vain', async () => {
    const error = new DownloadFailedError('the download was interrupted');
    const download = downloadOf(ordinary(200), error);
    let got = 0;
    const reading = read(spool(download), (at) => {
      got = at;
      return download.ended;
    });
    await expect(reading).rejects.toBe(error);
    expect(got).toBeLessThan(100);
  });

  it('of the job that is stopped, while nothing arrives', async () => {
    const stopped = new AbortController();
    const reason = new Error('the process stops');
    const download = downloadOf(ordinary(3), 'hang');
    const reading = read(spool(download, 1e9, stopped.signal), (at) => at === 3 && stopped.abort(reason));
    await expect(reading).rejects.toBe(reason);
    await download.ended;
  });

  it('of a file that is too large, and takes no more room than the limit', async () => {
    function* endless() {
      for (;;) yield Buffer.alloc(65_536);
    }
    const download = downloadOf(endless());
    const reading = read(spool(download, 10 * MB), () => download.ended);
    await expect(reading).rejects.toMatchObject({ code: 'too-large' });
    expect(download.sent).toBe(10 * MB + 65_536);
  });
});

describe('a reader that stops early ends the download', () => {
  it.each(['complete', 'hang'] as const)('that would then %s', async (end) => {
    const download = downloadOf(ordinary(200), end);
    for await (const _ of spool(download)) break;
    await download.ended;
  });

  it('that would never end', async () => {
    function* endless() {
      for (;;) yield Buffer.alloc(65_536);
    }
    const download = downloadOf(endless());
    for await (const _ of spool(download)) break;
    await download.ended;
  });
});

it('a disk without room is an error for the reader', async ({ skip }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'spool-test-'));
  const before = process.env.TMPDIR;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'endusers', folder], { stdio: 'ignore' });
  } catch {
    await rm(folder, { recursive: true });
    return skip('only root may mount a disk that is small enough to be filled');
  }
  try {
    process.env.TMPDIR = folder;
    const download = downloadOf(Array(100).fill(Buffer.alloc(65_521)));
    await expect(read(spool(download), () => download.ended)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await temporaryFiles()).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    execFileSync('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true });
  }
});
