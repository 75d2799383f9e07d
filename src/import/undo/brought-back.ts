// Counts what an undo of one import brought back of another one, which an earlier undo or redo could not restore.
import { sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import type { Transaction } from '../../db/transaction.ts';
import { guardedFields, hasGuardedField, isEdit } from './counted-changes.ts';
import type { HeldRequest } from './held-back.ts';

/** `cells` are emails and organizations, `endUsers` those of them whom the last undo or redo of the other import had not changed. */
export type BroughtBack = { readonly cells: number; readonly endUsers: number };

const cells = sql.join(
  guardedFields.map((field) => sql.raw(`(c.after ? '${field}' and t.after ? '${field}')::integer`)),
  sql` + `,
);

/**
 * @param other the other import; its `operationId` is its last undo or redo
 * @param by the operation that brought it back
 */
export function countBroughtBack(
  tx: Transaction,
  { workspaceId, applied, operationId }: HeldRequest,
  by: number,
): Promise<BroughtBack> {
  return executeOne(
    tx,
    sql`
    select coalesce(sum(${cells}), 0)::integer as cells, count(*) filter (where ${cells} > 0 and not exists (
        select from change l
        where l.workspace_id = ${workspaceId} and l.operation_id = ${operationId}::bigint
          and l.end_user_id = c.end_user_id and ${isEdit('l')}))::integer as "endUsers"
    from change c
    join change t on t.workspace_id = c.workspace_id and t.end_user_id = c.end_user_id
      and t.operation_id = ${applied}::bigint and ${isEdit('t')}
    where c.workspace_id = ${workspaceId} and c.operation_id = ${by}::bigint and ${isEdit('c')} and ${hasGuardedField('c.after')}`,
  );
}
