// Store of operations: sets of changes that were made together, and what was done when.
import { type SQL, sql } from 'drizzle-orm';
import { operation } from './schema/history-tables.ts';
import type { Transaction } from './transaction.ts';

export type NewOperation = Pick<
  typeof operation.$inferInsert,
  'workspaceId' | 'kind' | 'importId' | 'undoes' | 'by'
>;

/**
 * Gives the id of the operation that the transaction's changes belong to. The ids order the changes of an end user:
 * for that the transaction is `repeatable read`, so that of two that write the same one, the second fails.
 */
export async function addOperation(tx: Transaction, added: NewOperation): Promise<number> {
  const [row] = await tx.insert(operation).values(added).returning({ id: operation.id });
  if (!row) throw new Error('an inserted operation came back without its id');
  return row.id;
}

/**
 * What the transaction can see, as a text for `isAfter`: its snapshot, and the last operation that was begun.
 *
 * The second tells all that comes later on every server. The snapshot alone does so only on its own: where the data
 * is moved to another one (dump and restore), transactions are counted anew.
 *
 * @param tx `repeatable read`
 */
export async function currentSnapshot(tx: Transaction): Promise<string> {
  const [row] = await tx.execute(sql`
    select pg_current_snapshot() || '/' || last_value as moment from operation_id`);
  return row?.moment as string;
}

/** Whether an operation was done after the moment: also one that was under way then. */
export function isAfterSnapshot(operations: SQL, moment: string): SQL {
  const [snapshot, last] = moment.split('/');
  return sql`(${operations}.id > ${last}::bigint
    or not pg_visible_in_snapshot(${operations}.transaction, ${snapshot}::pg_snapshot))`;
}
