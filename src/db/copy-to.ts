// COPY … TO STDOUT: the fastest way out of the database.
import { Readable } from 'node:stream';
import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { rawConnection } from './raw-connection.ts';
import type { Transaction } from './transaction.ts';

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
  let server: Readable | undefined;

  let wanted = false;

  const stream = new Readable({
    ...(signal && { signal }),
    async construct(done) {
      try {
        server = await rawConnection(tx).unsafe(text).readable();
        if (server.errored) throw server.errored;
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
    destroy(error, done) {
      // For Node, leaving a `for await` by `break` is an AbortError too.
      const broken = error && (error.name !== 'AbortError' || signal?.aborted);
      server?.destroy(broken ? error : undefined);
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
