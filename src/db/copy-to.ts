// COPY … TO STDOUT: the fastest way to read rows from the database.
import { Readable } from 'node:stream';
import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { rawConnection } from './raw-connection.ts';
import type { Transaction } from './transaction.ts';

/**
 * Opens a stream of a query's rows. Read it to its end, or destroy it, before the next query of the transaction.
 *
 * A reader that stops early (`break`, `destroy()`) discards the remaining rows and can continue the transaction. An
 * error or an abort on the reader's side cancels the query, which fails the transaction.
 *
 * @param query any `select`; its parameters become literals in the text, since COPY takes none
 * @param format the options of COPY, such as sql`format csv`
 * @returns bytes in chunks of any length, read from the server no faster than they are consumed
 */
export function copyTo(
  tx: Transaction,
  query: SQL,
  { format = sql`format text`, signal }: { format?: SQL; signal?: AbortSignal } = {},
): Readable {
  const text = new PgDialect().sqlToQuery(sql`copy (${query}) to stdout with (${format})`.inlineParams()).sql;
  let server: Readable | undefined;
  let wantsChunk = false;

  const stream = new Readable({
    ...(signal && { signal }),
    construct(done) {
      open().then(() => done(), done);
    },
    read() {
      wantsChunk = true;
      pushChunk();
    },
    destroy(error, done) {
      // For Node, leaving a `for await` by `break` is an AbortError too.
      const isFailure = error && (error.name !== 'AbortError' || signal?.aborted);
      server?.destroy(isFailure ? error : undefined);
      done(error);
    },
  });
  // The consumer of the stream gets the error. A connection that is lost before anyone reads must not crash the process.
  stream.on('error', () => undefined);
  return stream;

  async function open(): Promise<void> {
    server = await rawConnection(tx).unsafe(text).readable();
    if (server.errored) throw server.errored;
    server.on('error', (error) => stream.destroy(error));
    server.on('end', () => stream.push(null));
    server.on('readable', pushChunk);
  }

  /** Postgres sends one message per row; `read()` returns all that have arrived as one chunk. */
  function pushChunk(): void {
    const chunk: Buffer | null = wantsChunk && server ? server.read() : null;
    if (!chunk) return;
    wantsChunk = false;
    stream.push(chunk);
  }
}
