// Holds the transactions of single imports open, right before they commit: all that they write is written then.
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '../../src/db/transaction.ts';
import { createGate } from '../gate.ts';

/** Any number: the key of the lock that held transactions wait for. */
const heldKey = 4_711;

export type HeldApplies = {
  /** Resolves once the transaction of an import waits to be released. */
  isHeld(): Promise<void>;
  release(): Promise<void>;
};

/** From now on, holds transactions that record an operation about one of these imports, until they are released. */
export async function holdApplies(db: Database, importIds: readonly number[]): Promise<HeldApplies> {
  await db.execute(sql`
    create or replace function hold_apply() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock_shared(${sql.raw(String(heldKey))}); return null; end $$`);
  await db.execute(sql`
    create constraint trigger hold_apply after insert on operation deferrable initially deferred for each row
    when (new.import_id in (${sql.raw(importIds.join(', '))})) execute function hold_apply()`);
  const locked = createGate();
  const released = createGate();
  const holding = db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(heldKey))})`);
    locked.open();
    await released.passed;
  });
  await locked.passed;
  return {
    async isHeld() {
      await expect
        .poll(() =>
          db.execute(
            sql`select from pg_locks where locktype = 'advisory' and objid = ${heldKey} and not granted`,
          ),
        )
        .toHaveLength(1);
    },
    async release() {
      released.open();
      await holding;
      await db.execute(sql`drop trigger if exists hold_apply on operation`);
    },
  };
}
