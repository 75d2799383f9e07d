// Settings for a transaction that reads or writes a whole file's rows.
import { sql } from 'drizzle-orm';
import type { Transaction } from './transaction.ts';

/** Until the transaction ends. */
export async function forBulk(tx: Transaction): Promise<void> {
  // A hash of a million rows that fits in memory, where a small server's default would write it to disk in pieces.
  await tx.execute(sql`set local work_mem = '64MB'`);
  // Compiling these wide queries takes longer than running them.
  await tx.execute(sql`set local jit = off`);
}
