// COPY … FROM STDIN: the fastest way to write rows to a table.
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { rawConnection } from './raw-connection.ts';
import type { Transaction } from './transaction.ts';

/**
 * Opens a stream into a table. Await its end (`pipeline` does) before the next query of the transaction: only then has
 * Postgres accepted the rows. A refusal, a lost connection, or an abort errors the stream, never the process. Destroying
 * the stream makes Postgres discard the rows; the connection stays usable.
 *
 * Copy only into text columns and into integer columns with integers from our own code, and never a NUL: Postgres
 * rejects all rows of the COPY because of one bad value.
 *
 * @param table `name` or `schema.name`
 * @param columns in the order of the cells
 * @returns accepts rows in COPY's text format, as `encodeCopyRow` returns them, split anywhere
 */
export function copyFrom(
  tx: Transaction,
  table: string,
  columns: readonly string[],
  { signal }: { signal?: AbortSignal } = {},
): Writable {
  const target = `${table.split('.').map(quote).join('.')} (${columns.map(quote).join(', ')})`;
  let server: Writable | undefined;
  let sent: Promise<void> = Promise.resolve();
  const stream = new Writable({
    ...(signal && { signal }),
    // Collects rows, so that many are sent in one message: a message per row would halve the speed.
    highWaterMark: 256 * 1024,
    decodeStrings: false,
    construct(done) {
      open().then(() => done(), done);
    },
    writev(chunks, done) {
      const rows: (string | Buffer)[] = chunks.map(({ chunk }) => chunk);
      // While Postgres takes these rows, the producer makes the next ones: only the rows before these must be gone.
      const before = sent;
      sent = send(rows.every(isString) ? rows.join('') : Buffer.concat(rows.map(toBuffer)));
      sent.catch(() => undefined);
      before.then(() => done(), done);
    },
    final(done) {
      server?.end();
      if (!server) return done();
      finished(server).then(() => done(), done);
    },
    destroy(error, done) {
      if (!server?.writableFinished)
        server?.destroy(error ?? new Error('the stream ended before its last row'));
      done(error);
    },
  });
  // The producer of the rows gets the error. A connection that is lost between two writes must not crash the process.
  stream.on('error', () => undefined);
  return stream;

  function send(rows: string | Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      server?.write(rows, (error) => (error ? reject(error) : resolve()));
    });
  }

  async function open(): Promise<void> {
    server = await rawConnection(tx).unsafe(`copy ${target} from stdin`).writable();
    if (server.errored) throw server.errored;
    server.on('error', (error) => stream.destroy(error));
  }
}

/**
 * One row in COPY's text format, including the line feed at its end. See
 * https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 *
 * @param cells null and undefined become SQL null
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
