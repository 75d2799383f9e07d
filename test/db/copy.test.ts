import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { copyFrom, encodeCopyRow } from '../../src/db/copy.ts';
import { copyTo } from '../../src/db/copy-to.ts';
import { freshDatabase } from '../database.ts';
import { runs, seed } from '../runs.ts';

const manyRows = sql`select repeat('x', 999) as x from generate_series(1, 100000)`;

describe('COPY', async () => {
  const { db } = await freshDatabase();

  beforeAll(async () => {
    await db.execute(sql`create schema "odd ""name"`);
    await db.execute(sql`create table words (id integer, word text)`);
    await db.execute(sql`create table "odd ""name"."a table" ("a column" text)`);
  });
  afterEach(async () => {
    const open = sql`select query from pg_stat_activity where state like '%transaction%' and pid <> pg_backend_pid()
      and datname = current_database()`;
    expect(await db.execute(open)).toEqual([]);
    await db.execute(sql`truncate words`);
  });

  const words = () => db.execute(sql`select id, word from words order by id`);

  describe('in', () => {
    it('writes any text unchanged, and null', async () => {
      const texts = fc.array(
        fc.option(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''))),
      );
      await fc.assert(
        fc.asyncProperty(texts, async (cells) => {
          await db.execute(sql`truncate words`);
          const rows = cells.map((cell, id) => encodeCopyRow([String(id), cell]));
          await db.transaction((tx) => pipeline(rows, copyFrom(tx, 'words', ['id', 'word'])));
          expect((await words()).map(({ word }) => word)).toEqual(cells.map((cell) => wellFormed(cell)));
        }),
        { numRuns: runs(30), seed: seed() },
      );
    });

    it('accepts bytes split anywhere, also within a character', async () => {
      const bytes = Buffer.from('1\tÄpfel\n2\tBäume\n');
      const cuts = Array.from(bytes, (byte) => Buffer.of(byte));
      await db.transaction((tx) => pipeline(cuts, copyFrom(tx, 'words', ['id', 'word'])));
      expect(await words()).toEqual([
        { id: 1, word: 'Äpfel' },
        { id: 2, word: 'Bäume' },
      ]);
    });

    it('finds a table and a column of any name', async () => {
      await db.transaction((tx) => pipeline(['a\n'], copyFrom(tx, 'odd "name.a table', ['a column'])));
      expect(await db.execute(sql`select * from "odd ""name"."a table"`)).toEqual([{ 'a column': 'a' }]);
    });

    it('accepts rows no faster than Postgres does', async () => {
      let ahead = 0;
      await db.transaction(async (tx) => {
        const stream = copyFrom(tx, 'words', ['word']);
        for (let i = 0; i < 50_000; i++) {
          if (!stream.write(encodeCopyRow(['x'.repeat(500)]))) await once(stream, 'drain');
          ahead = Math.max(ahead, stream.writableLength);
        }
        stream.end();
        await once(stream, 'finish');
      });
      expect(await db.execute(sql`select count(*)::integer as n from words`)).toEqual([{ n: 50_000 }]);
      expect(ahead).toBeLessThan(1_000_000);
    });

    it.each([
      ['a few rows', 'x\ty\n'],
      ['many rows after the bad one', `x\ty\n${'1\ty\n'.repeat(2_000_000)}`],
      ['many rows before the bad one', `${'1\ty\n'.repeat(500_000)}x\ty\n`],
    ])('rejects a row that Postgres refuses in %s, and leaves the connection usable', async (_, text) => {
      const copying = db.transaction(async (tx) => {
        await tx.execute(sql`savepoint before`);
        const rows = pipeline(pieces(text), copyFrom(tx, 'words', ['id', 'word']));
        await expect(rows).rejects.toMatchObject({ code: '22P02' });
        await tx.execute(sql`rollback to before`);
        return tx.execute(sql`select 1 as one`);
      });
      expect(await copying).toEqual([{ one: 1 }]);
      expect(await words()).toEqual([]);
    });

    it('rejects when there is no such table', async () => {
      const copying = db.transaction((tx) => pipeline(['x\n'], copyFrom(tx, 'nowhere', ['id'])));
      await expect(copying).rejects.toMatchObject({ code: '42P01' });
    });

    it('writes nothing when the source fails', async () => {
      const copying = db.transaction(async (tx) => {
        async function* source() {
          yield '1\tone\n';
          throw new Error('the source failed');
        }
        await pipeline(source, copyFrom(tx, 'words', ['id', 'word']));
      });
      await expect(copying).rejects.toThrow('the source failed');
      expect(await words()).toEqual([]);
    });

    it('stops when it is aborted', async () => {
      const abort = new AbortController();
      const copying = db.transaction(async (tx) => {
        async function* source() {
          yield '1\tone\n';
          abort.abort();
          yield* Readable.from(endless());
        }
        await pipeline(source, copyFrom(tx, 'words', ['id', 'word'], { signal: abort.signal }));
      });
      await expect(copying).rejects.toMatchObject({ name: 'AbortError' });
      expect(await words()).toEqual([]);
    });

    it('rolls back a transaction that does not end its stream', async () => {
      const forgetful = db.transaction(async (tx) => {
        const stream = copyFrom(tx, 'words', ['id', 'word']);
        await new Promise((written) => stream.write('1\tone\n', written));
      });
      await expect(forgetful).rejects.toThrow('COPY_IN_PROGRESS');
      expect(await words()).toEqual([]);
    });
  });

  describe('out', () => {
    it('returns the rows of a query with parameters, in the requested format', async () => {
      const query = sql`select word, n from (values (${`it's "it"\\`}, ${7}::integer)) as t (word, n)`;
      const text = await db.transaction((tx) => textOf(copyTo(tx, query)));
      expect(text).toBe(`it's "it"\\\\\t7\n`);
      const csv = await db.transaction((tx) =>
        textOf(copyTo(tx, query, { format: sql`format csv, header` })),
      );
      expect(csv).toBe(`word,n\n"it's ""it""\\",7\n`);
    });

    it('returns all of a large result to a slow reader, and buffers little of it', async () => {
      let bytes = 0;
      let ahead = 0;
      await db.transaction(async (tx) => {
        const stream = copyTo(tx, manyRows);
        for await (const piece of stream) {
          bytes += (piece as Buffer).length;
          ahead = Math.max(ahead, stream.readableLength);
          if (bytes % 16 === 0) await new Promise(setImmediate);
        }
      });
      expect(bytes).toBe(100_000_000);
      expect(ahead).toBeLessThan(1_000_000);
    });

    it('lets a reader stop early, and the transaction continue', async () => {
      const after = await db.transaction(async (tx) => {
        for await (const _ of copyTo(tx, manyRows)) break;
        return tx.execute(sql`select 1 as one`);
      });
      expect(after).toEqual([{ one: 1 }]);
    });

    it('rejects with the error of its reader', async () => {
      const reading = db.transaction((tx) =>
        pipeline(copyTo(tx, manyRows), async (rows) => {
          for await (const _ of rows) throw new Error('the reader failed');
        }),
      );
      await expect(reading).rejects.toThrow('the reader failed');
    });

    it('cancels the query when it is aborted', async () => {
      const abort = new AbortController();
      const reading = db.transaction(async (tx) => {
        const endlessly = sql`select repeat('x', 999), generate_series(1, 1000000000000)`;
        for await (const _ of copyTo(tx, endlessly, { signal: abort.signal })) abort.abort();
      });
      await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('rejects with an error in the middle of the result', async () => {
      const query = sql`select 1 / (n - 50000) from generate_series(1, 100000) n`;
      const reading = db.transaction((tx) => textOf(copyTo(tx, query)));
      await expect(reading).rejects.toMatchObject({ code: '22012' });
    });

    // A response that fills the reader's buffer pauses the socket, even if its bytes already include the error.
    it('rejects with an error that arrives while its reader is slow, and leaves the connection usable', async () => {
      for (let rows = 10; rows < 40; rows++) {
        const query = sql`select repeat('x', 999), 1 / (${rows} - n) from generate_series(1, ${rows}) n`;
        const reading = db.transaction(async (tx) => {
          const stream = copyTo(tx, query);
          stream.read(0);
          await setTimeout(5);
          await textOf(stream);
        });
        await expect(reading).rejects.toMatchObject({ code: '22012' });
      }
    });
  });
});

/** Half of a surrogate pair is no character; UTF-8 encodes it as the replacement character. */
function wellFormed(text: string | null): string | null {
  return text && Buffer.from(text).toString();
}

function* pieces(text: string) {
  for (let at = 0; at < text.length; at += 64_000) yield text.slice(at, at + 64_000);
}

function* endless() {
  for (;;) yield '2\ttwo\n';
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}
