// COPY … FROM STDIN: the fastest way into a table.
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { rawConnection } from './raw-connection.ts';
import type { Transaction } from './transaction.ts';

/**
 * Opens a stream into a table. Await its end (`pipeline` does) before the transaction's next query: only then
 * has Postgres taken the rows. A refusal, a lost connection or an abort errors the stream, never the process;
 * the stream's destruction makes Postgres forget the rows, and the connection stays usable.
 *
 * Copy only into columns of text, and of integers that we wrote ourselves, and never a NUL: what Postgres
 * refuses here it refuses with all that came before.
 *
 * @param table `name` or `schema.name`
 * @param columns in the order of the cells
 * @returns takes rows in COPY's text format, as `encodeCopyRow` makes them, cut anywhere
 */
export function copyFrom(
  tx: Transaction,
  table: string,
  columns: readonly string[],
  { signal }: { signal?: AbortSignal } = {},
): Writable {
  const target = `${table.split('.').map(quote).join('.')} (${columns.map(quote).join(', ')})`;
  let server: Writable | undefined;
  const stream = new Writable({
    ...(signal && { signal }),
    // Rows wait here for each other and go out together: a message a row would halve the speed.
    highWaterMark: 256 * 1024,
    decodeStrings: false,
    async construct(done) {
      try {
        server = await rawConnection(tx).unsafe(`copy ${target} from stdin`).writable();
        if (server.errored) throw server.errored;
        server.on('error', (error) => stream.destroy(error));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    writev(chunks, done) {
      const parts = chunks.map(({ chunk }) => chunk as string | Buffer);
      server?.write(parts.every(isString) ? parts.join('') : Buffer.concat(parts.map(toBuffer)), done);
    },
    async final(done) {
      try {
        server?.end();
        if (server) await finished(server);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    destroy(error, done) {
      if (!server?.writableFinished) server?.destroy(error ?? new Error('the rest of the rows never came'));
      done(error);
    },
  });
  // Whoever uses the stream gets the error from it. A connection lost while nobody looks is no reason to crash.
  stream.on('error', () => undefined);
  return stream;
}

/**
 * One row in COPY's text format, with its line end.
 *
 * @param cells null, undefined: SQL null
 */
export function encodeCopyRow(cells: readonly (string | null | undefined)[]): string {
  let row = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (i > 0) row += '\t';
    if (cell == null) row += '\\N';
    else row += special.test(cell) ? cell.replace(everySpecial, escaped) : cell;
  }
  return `${row}\n`;
}

const special = /[\\\t\n\r]/;
const everySpecial = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (character: string) => escapes[character] ?? character;

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const isString = (part: string | Buffer) => typeof part === 'string';
const toBuffer = (part: string | Buffer) => (typeof part === 'string' ? Buffer.from(part) : part);
