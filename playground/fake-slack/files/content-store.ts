// Stores the bytes of files in a temporary folder, so that large files don't have to fit into memory.
import { createReadStream, createWriteStream, type ReadStream, rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type ContentStore = {
  /** Stores the bytes of `source` and resolves with their number. */
  write(id: string, source: Readable | AsyncIterable<Uint8Array>): Promise<number>;
  /** Streams a stored file. `end` is the position of the last byte to read. */
  read(id: string, end?: number): ReadStream;
  readAll(id: string): Promise<Buffer>;
  /** Resolves with the number of stored bytes, or `undefined` if nothing is stored under this id. */
  size(id: string): Promise<number | undefined>;
  remove(id: string): Promise<void>;
  /** Removes the folder. */
  close(): Promise<void>;
};

export async function createContentStore(): Promise<ContentStore> {
  const folder = await mkdtemp(join(tmpdir(), 'fake-slack-'));
  // Even a process that ends without `close` leaves no personal data behind.
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  const path = (id: string) => join(folder, id);
  const size: ContentStore['size'] = async (id) => {
    const stats = await stat(path(id)).catch(() => undefined);
    return stats?.size;
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
