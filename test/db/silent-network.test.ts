// The network drops connections to the database without a word: what waits for an answer is rejected, and new connections
// replace the silent ones.

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { isConnectionLoss } from '../../src/db/connection-loss.ts';
import { copyFrom } from '../../src/db/copy.ts';
import { copyTo } from '../../src/db/copy-to.ts';
import { openDatabase } from '../../src/db/database.ts';
import { type Silence, startDatabaseProxy } from '../app/database-proxy.ts';
import { freshDatabase } from '../database.ts';
import { createGate } from '../gate.ts';

const direct = await freshDatabase();
const both: readonly Silence[] = ['swallows', 'acknowledges'];

/** Until the silence is noticed: five seconds, and a lot of room. */
const noticed = { timeout: 40_000 };

describe.each(both)('when the network %s what is sent on existing connections', async (how) => {
  const proxy = await startDatabaseProxy(direct.url);
  let replaced = 0;
  const database = openDatabase(proxy.url, {
    max: 6,
    name: `silent ${how}`,
    onReplaced: () => void replaced++,
  });
  const { db, inWorkspace } = database;
  const second = database.openPool({ max: 1, name: `silent ${how} too` });
  afterAll(async () => {
    await second.close(0);
    await database.close(0);
  });

  it('every pool is replaced, and what waits for an answer is rejected as a lost connection', async () => {
    let wakes = 0;
    database.listen('silence', () => void wakes++);
    await expect.poll(() => wakes).toBe(1);
    await db.execute(sql`create table ${sql.identifier(`copied ${how}`)} (cell text)`);
    await second.db.execute(sql`select 1`);
    // The connection that is tested must exist, as it does in a process that has run for some seconds.
    await expect.poll(() => database.answeringMs(), noticed).toBeGreaterThan(0);

    const begun = [createGate(), createGate(), createGate(), createGate()];
    const silenced = createGate();
    const inTransaction = (at: number, work: Parameters<typeof inWorkspace<unknown>>[1]) =>
      inWorkspace('T1', async (tx) => {
        await tx.execute(sql`select 1`);
        begun[at]!.open();
        await silenced.passed;
        return work(tx);
      });
    const waiting = [
      inTransaction(0, (tx) => tx.execute(sql`select 1`)),
      inTransaction(1, async (tx) => {
        const stream = copyFrom(tx, `copied ${how}`, ['cell']);
        stream.write('a cell\n');
        await new Promise((resolve, reject) => stream.end(resolve).once('error', reject));
      }),
      inTransaction(2, (tx) => copyTo(tx, sql`select 'a cell'`).toArray()),
      // Its callback waits for something else, and meets the database only later.
      inTransaction(3, async (tx) => {
        await expect.poll(() => replaced, noticed).toBeGreaterThan(0);
        await tx.execute(sql`select 1`);
      }),
      (async () => {
        await silenced.passed;
        await second.db.execute(sql`select 1`);
      })(),
    ];
    const outcomes = Promise.allSettled(waiting);
    await Promise.all(begun.map(({ passed }) => passed));
    proxy.silence(how);
    const at = performance.now();
    silenced.open();
    for (const outcome of await outcomes) {
      expect(outcome.status).toBe('rejected');
      expect(isConnectionLoss((outcome as PromiseRejectedResult).reason)).toBe(true);
    }
    console.log(`${how}: rejected after ${Math.round(performance.now() - at)} ms`);
    expect(replaced).toBe(1);

    expect(await db.execute(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    expect(await second.db.execute(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    // Dates stay texts, as drizzle reads them.
    expect(await db.execute(sql`select date '2026-01-02' as day`)).toEqual([{ day: '2026-01-02' }]);
    await expect.poll(() => wakes, noticed).toBe(2);
    await direct.db.execute(sql`select pg_notify('silence', '')`);
    await expect.poll(() => wakes, noticed).toBe(3);
  });

  it('they are replaced again, also after there was no network at all for a while', async () => {
    const before = replaced;
    proxy.loseNetwork(how);
    const lost = db.execute(sql`select 1`).catch((error: unknown) => error);
    await expect.poll(() => database.answeringMs(), noticed).toBe(0);
    await sleep(6_000);
    expect(replaced).toBe(before);
    proxy.restore();
    expect(isConnectionLoss(await lost)).toBe(true);
    await expect.poll(() => db.execute(sql`select 1 as one`).catch(() => []), noticed).toEqual([{ one: 1 }]);
    await expect.poll(() => database.answeringMs(), noticed).toBeGreaterThan(0);
  });
});

it('a connection that was idle for some seconds is not used again', async () => {
  const database = openDatabase(direct.url, { max: 1, name: 'was idle' });
  const backend = async () => (await database.db.execute(sql`select pg_backend_pid() as pid`))[0]?.pid;
  const first = await backend();
  await expect
    .poll(
      () => direct.db.execute(sql`select pid from pg_stat_activity where application_name = 'was idle'`),
      noticed,
    )
    .toEqual([]);
  expect(await backend()).not.toBe(first);
  await database.close(0);
});

it('a process that was too busy to read the answer in time replaces nothing', async () => {
  let replaced = 0;
  const database = openDatabase(direct.url, { name: 'busy', onReplaced: () => void replaced++ });
  await expect.poll(() => database.answeringMs(), noticed).toBeGreaterThan(0);
  for (let times = 0; times < 3; times++) {
    const until = performance.now() + 4_000;
    while (performance.now() < until);
    await sleep(700);
  }
  await sleep(5_000);
  expect(replaced).toBe(0);
  await database.close(0);
});
