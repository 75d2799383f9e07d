// Counts the end users of the organizations that a plan would archive or restore: they go with these, as if each of them were
// archived or restored.
import { type SQL, sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { ManyArchived } from '../../model/plan.ts';

/** From this many on, whoever applies the plan is asked once more. */
const many = 6;

const ofTurned = (workspaceId: string, table: SQL): SQL => sql`
  ${table} p join organization o on o.workspace_id = ${workspaceId} and o.id = p.organization_id
  join end_user e on e.workspace_id = o.workspace_id and e.organization_id = o.id and not e.archived
  where p.action = 'update' and p.turn is not null`;

/** @param table the planned rows */
export async function countEndUsersOfTurned(
  tx: Transaction,
  workspaceId: string,
  table: SQL,
): Promise<number> {
  const { count } = await executeOne<{ count: number }>(
    tx,
    sql`select count(*)::integer as count from ${ofTurned(workspaceId, table)}`,
  );
  return count;
}

/** The organizations with many end users that would be archived. */
export const findManyOfTurned = (tx: Transaction, workspaceId: string, table: SQL): Promise<ManyArchived[]> =>
  tx.execute<ManyArchived>(sql`
    select o.name as organization, count(*)::integer as archived, count(*)::integer as of
    from ${ofTurned(workspaceId, table)} and p.turn = 'archive'
    group by o.id, o.name having count(*) >= ${many} order by 2 desc, o.id`);
