// Keeps plans, imports, and undos that are being computed from writing what they read before an end user was erased.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/transaction.ts';

/**
 * Waits for those that run now. Those that began with older data than what the caller commits fail then, and are retried. The
 * order keeps two callers from waiting for each other.
 */
export async function holdRunningImports(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.execute(sql`
    with running as (
      select id from import where workspace_id = ${workspaceId}
        and state in ('reading', 'planned', 'planning', 'applying', 'undoing', 'redoing')
      order by id for no key update
    )
    update import i set plan_number = i.plan_number from running r
    where i.workspace_id = ${workspaceId} and i.id = r.id`);
}
