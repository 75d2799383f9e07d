// Keeps the bytes of files in a temporary folder, so that large ones needn't fit into memory.
import { createReadStream, createWriteStream, type ReadStream, rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type Contents = {
  /** Stores what `source` gives; resolves with its length in bytes. */
  write(id: string, source: Readable | AsyncIterable<Uint8Array>): Promise<number>;
  /** Reads a stored file from the folder; `end` is the last byte wanted. */
  read(id: string, end?: number): ReadStream;
  readAll(id: string): Promise<Buffer>;
  /** Bytes stored under this id; `undefined` when nothing is. */
  size(id: string): Promise<number | undefined>;
  remove(id: string): Promise<void>;
  /** Removes the folder. */
  close(): Promise<void>;
};

export async function createContents(): Promise<Contents> {
  const folder = await mkdtemp(join(tmpdir(), 'fake-slack-'));
  // A process that ends without `close` leaves no files of people behind either.
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  const path = (id: string) => join(folder, id);
  const size: Contents['size'] = async (id) => {
    const found = await stat(path(id)).catch(() => undefined);
    return found?.size;
  };
  return {
    async write(id, source) {
      await pipeline(source, createWriteStream(path(id)));
      return (await size(id)) ?? 0;
    },
    read: (id, end) => createReadStream(path(id), end === undefined ? {} : { end }),
    readAll: (id) => readFile(path(id)),
    size,
    remove: (id) => rm(path(id), { force: true }),
    close() {
      process.off('exit', removeAtExit);
      return rm(folder, { recursive: true, force: true });
    },
  };
}
