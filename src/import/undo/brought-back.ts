// Counts what an undo of one import brought back of another one, which an earlier undo or redo could not restore.
import { sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import type { Transaction } from '../../db/transaction.ts';
import { isEdit } from './counted-changes.ts';
import type { HeldRequest } from './held-back.ts';

/** `endUsers` are those of the emails whom the last undo or redo of the other import had not changed. */
export type BroughtBack = { readonly emails: number; readonly endUsers: number };

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
    select count(*)::integer as emails, count(*) filter (where not exists (
        select from change l
        where l.workspace_id = ${workspaceId} and l.operation_id = ${operationId}::bigint
          and l.end_user_id = c.end_user_id and ${isEdit('l')}))::integer as "endUsers"
    from change c
    join change t on t.workspace_id = c.workspace_id and t.end_user_id = c.end_user_id
      and t.operation_id = ${applied}::bigint and ${isEdit('t')} and t.after ? 'email'
    where c.workspace_id = ${workspaceId} and c.operation_id = ${by}::bigint and ${isEdit('c')} and c.after ? 'email'`,
  );
}
