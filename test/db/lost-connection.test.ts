// Work on a lost connection is rejected: no uncaught error (vitest would fail the run), nothing hangs, nothing is written
// by half, and the pool stays usable.

import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isConnectionLoss } from '../../src/db/connection-loss.ts';
import { copyFrom } from '../../src/db/copy.ts';
import { copyTo } from '../../src/db/copy-to.ts';
import { type OpenDatabase, openDatabase } from '../../src/db/database.ts';
import { rawConnection } from '../../src/db/raw-connection.ts';
import type { Transaction } from '../../src/db/transaction.ts';
import { ownPostgres } from './own-postgres.ts';

const CONNECTIONS = 6;
const ROWS = 400;

describe('a lost connection', async () => {
  const postgres = await ownPostgres();
  const database = openDatabase(postgres.url, { max: CONNECTIONS, name: 'under load' });
  // Breaks connections from a connection of its own.
  const breaker = openDatabase(postgres.url, { max: 1, name: 'breaker' });

  beforeAll(async () => {
    await database.db.execute(sql`create table written (by_whom integer, line integer)`);
    return async () => {
      await database.close(0);
      await breaker.close(0);
    };
  });

  /** Each takes long enough to be interrupted, and writes ROWS rows or none, or reads all rows. */
  const works: Record<string, (tx: Transaction, id: number) => Promise<void>> = {
    async 'a transaction of several statements'(tx, id) {
      for (let line = 0; line < ROWS; line += ROWS / 8) {
        await tx.execute(sql`
          insert into written select ${id}, line from generate_series(1, ${ROWS / 8}::integer) line`);
        await sleep(5);
      }
    },
    async 'a long query'(tx, id) {
      await tx.execute(
        sql`insert into written select ${id}, line from generate_series(1, ${ROWS}::integer) line`,
      );
      await tx.execute(sql`select pg_sleep(0.04)`);
    },
    async 'a COPY in'(tx, id) {
      async function* rows() {
        for (let line = 0; line < ROWS; line++) {
          yield `${id}\t${line}\n`;
          if (line % 40 === 0) await sleep(4);
        }
      }
      await pipeline(rows, copyFrom(tx, 'written', ['by_whom', 'line']));
    },
    async 'a COPY out'(tx) {
      let bytes = 0;
      const query = sql`select repeat('x', 999) from generate_series(1, 3000)`;
      for await (const piece of copyTo(tx, query)) {
        bytes += (piece as Buffer).length;
        await sleep(1);
      }
      expect(bytes).toBe(3_000_000);
    },
    async 'a cursor'(tx) {
      let rows = 0;
      for await (const batch of rawConnection(tx).unsafe('select generate_series(1, 100) n').cursor(10)) {
        rows += batch.length;
        await sleep(4);
      }
      expect(rows).toBe(100);
    },
  };

  const harms: Record<string, (database: OpenDatabase) => Promise<unknown>> = {
    pg_terminate_backend: terminateAll,
    async 'kill -9 of a backend'({ db }) {
      const [victim] = await db.execute(sql`
        select pid from pg_stat_activity where application_name = 'under load' order by random() limit 1`);
      if (victim) process.kill(victim.pid as number, 'SIGKILL');
    },
    'a restart': () => postgres.restart(),
  };

  for (const [harm, harmful] of Object.entries(harms))
    it(`leaves each transaction complete or undone after ${harm}`, async () => {
      await database.db.execute(sql`truncate written`).catch(() => undefined);
      const outcomes: { id: number; writes: boolean; error: unknown }[] = [];
      let over = false;
      let id = 0;
      const load = Object.entries(works).flatMap(([name, work]) =>
        [1, 2].map(async () => {
          while (!over) {
            const mine = ++id;
            const error = await database.db
              .transaction((tx) => work(tx, mine))
              .then(
                () => undefined,
                (reason: unknown) => reason ?? 'rejected',
              );
            outcomes.push({ id: mine, writes: !/out|cursor/.test(name), error });
            if (error) await sleep(10);
          }
        }),
      );
      const harmed = () => outcomes.some(({ error }) => error);
      for (let round = 0; round < 6 || !harmed(); round++) {
        await sleep(60 + 40 * Math.random());
        await harmful(breaker).catch(() => undefined);
      }
      over = true;
      await Promise.all(load);

      await expect.poll(poolServes, { timeout: 15_000 }).toBe(true);
      for (const work of Object.values(works)) await database.db.transaction((tx) => work(tx, ++id));
      const written = await database.db.execute(sql`
        select by_whom, count(*)::integer as rows from written group by by_whom`);
      const rowsOf = new Map(written.map((row) => [row.by_whom, row.rows]));
      for (const { id, writes, error } of outcomes) {
        const rows = rowsOf.get(id) ?? 0;
        // A commit whose response got lost is rejected although it happened; but no commit happens in part.
        if (error) expect(isConnectionLoss(error), String(error)).toBe(true);
        if (error) expect([0, ROWS]).toContain(rows);
        else expect(rows).toBe(writes ? ROWS : 0);
      }
    });

  async function poolServes(): Promise<boolean> {
    const answers = await Promise.allSettled(
      Array.from({ length: 2 * CONNECTIONS }, () => database.db.execute(sql`select pg_sleep(0.01)`)),
    );
    if (answers.some(({ status }) => status === 'rejected')) return false;
    const open = await database.db.execute(sql`
      select state from pg_stat_activity where application_name = 'under load' and pid <> pg_backend_pid()`);
    return open.length < CONNECTIONS && open.every(({ state }) => state === 'idle');
  }
});

function terminateAll({ db }: OpenDatabase) {
  return db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'under load'`);
}
