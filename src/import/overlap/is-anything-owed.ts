// Tells whether undos of a workspace have left anything out, which the next undo brings back if it can.
import { sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import type { Transaction } from '../../db/transaction.ts';

/** End users, emails, and moves that were not restored; and organizations that stayed because of their end users. */
export async function isAnythingOwed(tx: Transaction, workspaceId: string): Promise<boolean> {
  const { isAny } = await executeOne<{ isAny: boolean }>(
    tx,
    sql`
    select exists (
      select from import i
      where i.workspace_id = ${workspaceId} and i.undo is not null
        and coalesce((i.undo #>> '{notRestored,count}')::integer, 0)
          + coalesce((i.undo #>> '{emailsNotRestored,count}')::integer, 0)
          + coalesce((i.undo #>> '{movesNotRestored,count}')::integer, 0) > 0
    ) or exists (
      select from organization_change c
      join operation u on u.workspace_id = c.workspace_id and u.id = c.operation_id and u.undone
      where c.workspace_id = ${workspaceId} and c.before is null
    ) as "isAny"`,
  );
  return isAny;
}
