// Store of operations (sets of changes that were made together), and the snapshots that tell which came later.
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { assertMayAlone } from './alone-count.ts';
import { executeOne } from './execute-one.ts';
import { operation } from './schema/history-tables.ts';
import type { Transaction } from './transaction.ts';

export type NewOperation = Pick<
  typeof operation.$inferInsert,
  'workspaceId' | 'kind' | 'importId' | 'undoes' | 'by' | 'requestedBy' | 'endUsers'
>;

/**
 * Adds the operation that the transaction's changes belong to. The ids order the changes of an end user; therefore the
 * transaction must be `repeatable read`: of two that change the same end user, the second one fails.
 *
 * @returns the id of the operation
 * @throws SecondPersonNeededError for a change by hand that the member must not make alone: nobody approved it
 */
export async function addOperation(tx: Transaction, newOperation: NewOperation): Promise<number> {
  const { workspaceId, kind, by, endUsers = 1 } = newOperation;
  if (kind === 'hand') await assertMayAlone(tx, workspaceId, by, endUsers);
  const undone = kind === 'undo' ? null : false;
  const [row] = await tx
    .insert(operation)
    .values({ ...newOperation, undone })
    .returning({ id: operation.id });
  if (!row) throw new Error('the insert of an operation returned no id');
  return row.id;
}

/** Records how many end users the operation turned out to be about. */
export async function recordEndUsers(
  tx: Transaction,
  { workspaceId, operationId }: { readonly workspaceId: string; readonly operationId: number },
  endUsers: number,
): Promise<void> {
  await tx
    .update(operation)
    .set({ endUsers })
    .where(and(eq(operation.workspaceId, workspaceId), eq(operation.id, operationId)));
}

/** The operation in which the import was applied, not an undo or redo of it; null if it never was. */
export async function findImportOperation(
  tx: Transaction,
  { workspaceId, importId }: { readonly workspaceId: string; readonly importId: number },
): Promise<number | null> {
  const [row] = await tx.execute<{ id: number }>(sql`
    select id::float8 as id from operation
    where workspace_id = ${workspaceId} and import_id = ${importId} and kind = 'import' order by id limit 1`);
  return row?.id ?? null;
}

/**
 * What the transaction can see, as text for `isAfterSnapshot`: its Postgres snapshot, and the id of the last operation
 * that was started.
 *
 * The operation id identifies later operations on every server. The Postgres snapshot alone does so only on the server
 * that it is from: after a dump and restore, transaction ids start anew.
 *
 * @param tx `repeatable read`
 */
export async function currentSnapshot(tx: Transaction): Promise<string> {
  const { snapshot } = await executeOne<{ snapshot: string }>(
    tx,
    sql`select pg_current_snapshot() || '/' || last_value as snapshot from operation_id`,
  );
  return snapshot;
}

/**
 * Whether an operation is not part of the snapshot: it was made later, or had not committed by then. The snapshot of a moment
 * of the past (see moments.ts) also names the ids of operations that were committed only after the moment.
 */
export function isAfterSnapshot(operations: SQL, snapshot: string): SQL {
  const [transactions, lastOperationId, excluded] = snapshot.split('/');
  const isExcluded = excluded ? sql`or ${operations}.id = any(${`{${excluded}}`}::bigint[])` : sql``;
  return sql`(${operations}.id > ${lastOperationId}::bigint ${isExcluded}
    or not pg_visible_in_snapshot(${operations}.transaction, ${transactions}::pg_snapshot))`;
}
