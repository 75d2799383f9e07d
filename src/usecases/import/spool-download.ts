// Downloads a file as fast as Slack sends it, for a reader that may be slower: a database that is busy must not keep
// Slack's connection open until Slack closes it. What the reader has not taken yet waits in memory, and then on disk.
import type { FileHandle } from 'node:fs/promises';
import { tooLargeError } from '../../import/read/meter-bytes.ts';
import { openTemporaryFile } from '../temporary-file.ts';

/** A smaller file, or one that is read as fast as it arrives, is never written to disk. */
const memoryBytes = 1024 * 1024;

const bytesPerRead = 256 * 1024;

type Spool = {
  /** What waits in memory arrived before everything that waits on disk. */
  readonly chunks: Uint8Array[];
  chunkBytes: number;
  file: FileHandle | null;
  /** The part of the file that waits. */
  from: number;
  to: number;
  end: 'complete' | { readonly error: unknown } | null;
  /** Tells the reader that something has arrived, or that nothing will. */
  wake(): void;
};

/**
 * Yields the bytes of a download. When it fails, what waits on disk is dropped, since a retry starts from the first byte. A
 * reader that stops early ends the download.
 *
 * @throws BadFileError (too-large) as soon as more than `maxBytes` have arrived
 */
export async function* spoolDownload(
  download: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const spool: Spool = {
    chunks: [],
    chunkBytes: 0,
    file: null,
    from: 0,
    to: 0,
    end: null,
    wake: () => undefined,
  };
  const stopped = new AbortController();
  const filling = fill(spool, download(AbortSignal.any([signal, stopped.signal])), maxBytes);
  try {
    for (;;) {
      const chunk = spool.chunks.shift();
      if (chunk) {
        spool.chunkBytes -= chunk.length;
        yield chunk;
      } else if (spool.end !== null && spool.end !== 'complete') throw spool.end.error;
      else if (spool.file && spool.from < spool.to) yield await readNext(spool, spool.file);
      else if (spool.end) return;
      else {
        await new Promise<void>((resolve) => {
          spool.wake = resolve;
        });
      }
    }
  } finally {
    stopped.abort();
    await filling;
    await spool.file?.close();
  }
}

/** Never rejects: the reader throws the error when it comes to it. */
async function fill(spool: Spool, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<void> {
  try {
    let received = 0;
    for await (const chunk of source) {
      received += chunk.length;
      if (received > maxBytes) throw tooLargeError(maxBytes);
      await add(spool, chunk);
      spool.wake();
    }
    spool.end = 'complete';
  } catch (error) {
    spool.end = { error };
  }
  spool.wake();
}

async function add(spool: Spool, chunk: Uint8Array): Promise<void> {
  const isFileRead = spool.from === spool.to;
  if (isFileRead && spool.chunkBytes + chunk.length <= memoryBytes) {
    spool.chunks.push(chunk);
    spool.chunkBytes += chunk.length;
    return;
  }
  spool.file ??= await openTemporaryFile();
  // The file is never longer than what waits in it.
  if (isFileRead) spool.from = spool.to = 0;
  let written = 0;
  // A disk without room takes a part of the bytes before it refuses.
  while (written < chunk.length) {
    const { bytesWritten } = await spool.file.write(
      chunk,
      written,
      chunk.length - written,
      spool.to + written,
    );
    written += bytesWritten;
  }
  spool.to += chunk.length;
}

async function readNext(spool: Spool, file: FileHandle): Promise<Uint8Array> {
  const length = Math.min(bytesPerRead, spool.to - spool.from);
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, spool.from);
  spool.from += bytesRead;
  return buffer.subarray(0, bytesRead);
}
