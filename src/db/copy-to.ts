/** COPY … TO STDOUT: the fastest way out of the database. */
import { Readable } from 'node:stream';
import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { PendingQuery, Row } from 'postgres';
import type { Transaction } from './database.ts';
import { rawConnection } from './raw-connection.ts';

/**
 * Opens a stream of a query's rows. Await its end, or destroy it, before the transaction's next query.
 *
 * Whoever stops reading (`break`, `destroy()`) has the rest thrown away, and can go on in the transaction.
 * An error or an abort on the reader's side cancels the query, which costs the transaction.
 *
 * @param query any `select`; its parameters are written into the text as literals, since COPY takes none
 * @param format what COPY calls so, with its options, e.g. sql`format csv`
 * @returns bytes, in pieces of any length; read no faster than they are taken
 */
export function copyTo(
  tx: Transaction,
  query: SQL,
  { format = sql`format text`, signal }: { format?: SQL; signal?: AbortSignal } = {},
): Readable {
  const text = new PgDialect().sqlToQuery(sql`copy (${query}) to stdout with (${format})`.inlineParams()).sql;
  let pending: PendingQuery<Row[]> | undefined;
  let server: Readable | undefined;

  let wanted = false;

  const stream = new Readable({
    ...(signal && { signal }),
    async construct(done) {
      try {
        pending = rawConnection(tx).unsafe(text);
        server = await pending.readable();
        server.on('error', (error) => stream.destroy(error));
        server.on('end', () => stream.push(null));
        server.on('readable', pass);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    read() {
      wanted = true;
      pass();
    },
    async destroy(error, done) {
      const unread = server && !server.readableEnded && !server.destroyed;
      server?.destroy();
      // For Node, leaving a `for await` by `break` is an AbortError too.
      const broken = error && (error.name !== 'AbortError' || signal?.aborted);
      // Awaited, so that the cancellation cannot meet the next query on this connection. If it fails, the
      // rows are thrown away as they come.
      if (unread && broken) await Promise.resolve(pending?.cancel()).catch(() => undefined);
      done(error);
    },
  });
  // Whoever uses the stream gets the error from it. A connection lost while nobody looks is no reason to crash.
  stream.on('error', () => undefined);
  return stream;

  /** Postgres sends a message a row; `read()` gives all that have come as one piece. */
  function pass(): void {
    const piece = wanted ? (server?.read() as Buffer | null) : null;
    if (!piece) return;
    wanted = false;
    stream.push(piece);
  }
}
