// The wall between workspaces: whatever a use case reads or writes, it does in a transaction that sees one workspace.
import { sql } from 'drizzle-orm';
import { collectDomainEvents, type OnDomainEvent } from './after-commit-events.ts';
import type { Database, Transaction } from './transaction.ts';

/**
 * Runs `work` in a transaction in which Postgres itself hides the rows of all other workspaces, and refuses to write
 * any: row-level security holds for the role that the transaction takes on, whatever a query leaves out.
 */
export type InWorkspace = <Result>(
  workspaceId: string,
  work: (tx: Transaction) => Promise<Result>,
  options?: Parameters<Database['transaction']>[1],
) => Promise<Result>;

export function createInWorkspace(db: Database, tell: OnDomainEvent = () => undefined): InWorkspace {
  return async (workspaceId, work, options) => {
    const { result, happenings } = await db.transaction(async (tx) => {
      const happenings = collectDomainEvents(tx);
      // Both end with the transaction, so that no pooler can hand them on.
      await tx.execute(sql`
        select set_config('endusers.workspace', ${workspaceId}, true), set_config('role', 'endusers_tenant', true)`);
      return { result: await work(tx), happenings };
    }, options);
    happenings.forEach(tell);
    return result;
  };
}
