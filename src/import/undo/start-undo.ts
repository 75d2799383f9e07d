// Marks an operation as undone, or as standing again, which is what an undo or a redo means.
import { sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import type { Transaction } from '../../db/transaction.ts';

export type UndoRequest = {
  readonly workspaceId: string;
  readonly importId: number;
  /** The operation to undo: what an import did last. If that is an undo, this is a redo. */
  readonly operationId: number;
  readonly by: string;
  /** The member who wanted it, if `by` approved it as a second person. */
  readonly requestedBy?: string | null;
};

export type StartedUndo = UndoRequest & {
  readonly direction: 'undo' | 'redo';
  /** The operation that applied the import. */
  readonly applied: number;
  /** The operations whose changes count from now on, or no longer do. */
  readonly flipped: readonly number[];
};

export async function startUndo(tx: Transaction, request: UndoRequest): Promise<StartedUndo> {
  const { workspaceId, importId, operationId } = request;
  // An undo of an undo is a redo: the length of the chain of undos tells them apart.
  const { applied, undos } = await executeOne<{ applied: number; undos: number }>(
    tx,
    sql`
    with recursive chain as (
      select id, undoes, 0 as undos from operation where workspace_id = ${workspaceId} and id = ${operationId}::bigint
      union all
      select o.id, o.undoes, c.undos + 1
      from chain c join operation o on o.workspace_id = ${workspaceId} and o.id = c.undoes
    )
    select id::float8 as applied, undos from chain order by undos desc limit 1`,
  );
  const direction = undos % 2 === 0 ? 'undo' : 'redo';
  await tx.execute(sql`
    update operation set undone = ${direction === 'undo'}
    where workspace_id = ${workspaceId} and id = ${applied}::bigint`);
  // Undos of versions before 0020 that count, see the schema: they end with the next undo or redo of their import.
  const ended = await tx.execute<{ id: number }>(sql`
    update operation set undone = true
    where workspace_id = ${workspaceId} and import_id = ${importId}::bigint and kind = 'undo' and undone = false
    returning id::float8 as id`);
  return { ...request, direction, applied, flipped: [applied, ...ended.map(({ id }) => id)] };
}
