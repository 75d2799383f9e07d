// Erases an end user from the tables: the end user, every change of them, and the rows of files that are about them.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/transaction.ts';
import { leftOutRowsOf, type Traces } from './traces.ts';

/**
 * Changes go as a whole: undos and redos of their operations then pass the end user by. A left-out row becomes a reference to
 * them, so that its problem file, shared again, can't bring them back.
 */
export async function eraseRows(tx: Transaction, traces: Traces): Promise<void> {
  const { workspaceId, endUserId } = traces;
  await tx.execute(
    sql`delete from end_user where workspace_id = ${workspaceId} and id = ${endUserId}::bigint`,
  );
  await tx.execute(
    sql`delete from former_end_user where workspace_id = ${workspaceId} and id = ${endUserId}::bigint`,
  );
  await tx.execute(
    sql`delete from change where workspace_id = ${workspaceId} and end_user_id = ${endUserId}::bigint`,
  );
  await tx.execute(sql`
    with erased as (
      delete from left_out_row where workspace_id = ${workspaceId} and (import_id, line) in (${leftOutRowsOf(traces)})
      returning import_id, line
    )
    insert into import_ref (workspace_id, import_id, line, end_user_id, operation_id)
    select ${workspaceId}, import_id, line, ${endUserId}::bigint, 0 from erased
    on conflict do nothing`);
}
