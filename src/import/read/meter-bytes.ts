// Meters the bytes of an upload: counts, hashes, and limits them, and cuts them so that no step blocks for long.
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { BadFileError } from '../../model/bad-file-error.ts';

// Parsing and checking this many bytes of an ordinary file takes about 2 ms, during which the process answers no one.
const sliceBytes = 16 * 1024;

export type MeteredBytes = {
  readonly slices: AsyncGenerator<Buffer, void, undefined>;
  /** The number of bytes yielded so far. */
  count(): number;
  /** The SHA-256 of the whole file in hex; `null` until its last byte was yielded. */
  sha256(): string | null;
};

/**
 * Pulls bytes from `source` only on demand. The slices throw `BadFileError` (too-large) when there are more than
 * `maxBytes`.
 */
export function meterBytes(source: AsyncIterable<Uint8Array>, maxBytes: number): MeteredBytes {
  const hash = createHash('sha256');
  let count = 0;
  let digest: string | null = null;

  async function* slices(): AsyncGenerator<Buffer, void, undefined> {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.byteLength; at += sliceBytes) {
        const length = Math.min(sliceBytes, chunk.byteLength - at);
        const slice = Buffer.from(chunk.buffer, chunk.byteOffset + at, length);
        count += length;
        if (count > maxBytes) throw tooLargeError(maxBytes);
        hash.update(slice);
        yield slice;
        await setImmediate();
      }
    }
    digest = hash.digest('hex');
  }

  return { slices: slices(), count: () => count, sha256: () => digest };
}

export const tooLargeError = (maxBytes: number): BadFileError =>
  new BadFileError({
    code: 'too-large',
    reason: `it is larger than ${(maxBytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`,
    remedy: 'Split it into several files, each with the header row, and share those.',
  });
