// Counts how many end users a member created, changed, or archived alone within a day, and knows how many they may.
import { sql } from 'drizzle-orm';
import { type AloneCount, aloneHours, SecondPersonNeededError } from '../model/second-person.ts';
import { executeOne } from './execute-one.ts';
import type { Queryable, Transaction } from './transaction.ts';

/** How many end users an import's plan changes, as SQL. A plan about organizations says it by itself. */
const planned = sql.raw(
  "coalesce((i.plan ->> 'endUsers')::bigint, (i.plan ->> 'created')::bigint + (i.plan ->> 'updated')::bigint, 0)",
);

/** Undoing an import is as large as the import, whatever later changes hold back. */
const undone = sql`greatest(${planned},
  (select max(o.end_users) from operation o where o.workspace_id = i.workspace_id and o.import_id = i.id))`;

const recent = sql.raw(`now() - interval '${aloneHours} hours'`);

/**
 * Includes what is approved and not written yet. What a second person approved counts for neither of the two.
 *
 * Whoever raised the limit, or turned it off, is bound by the one before for another day.
 * @returns null where the workspace has no limit for the member
 */
export async function findAloneCount(
  tx: Queryable,
  workspaceId: string,
  memberId: string,
): Promise<AloneCount | null> {
  const [found] = await tx.execute<{ limit: number | null }>(sql`
    select least(second_person_above, case
      when second_person_loosened ->> 'by' = ${memberId} and (second_person_loosened ->> 'at')::timestamptz > ${recent}
      then (second_person_loosened ->> 'from')::integer end) as limit
    from workspace where id = ${workspaceId}`);
  const limit = found?.limit ?? null;
  if (limit === null) return null;
  const { count } = await executeOne<{ count: number }>(
    tx,
    sql`
    select (
      (select coalesce(sum(end_users), 0) from operation
       where workspace_id = ${workspaceId} and by = ${memberId} and requested_by is null and at > ${recent})
      + (select coalesce(sum(${planned}), 0) from import i
         where workspace_id = ${workspaceId} and state = 'applying'
           and coalesce(decided_by, requested_by) = ${memberId}
           and (requested_by = ${memberId} or ${memberId} = any(asked_by)))
      + (select coalesce(sum(${undone}), 0) from import i
         where workspace_id = ${workspaceId} and state in ('undoing', 'redoing') and undone_by = ${memberId}
           and undo_asked_by is null)
    )::float8 as count`,
  );
  return { limit, count };
}

/**
 * Checks the limit for what the transaction has already recorded as approved, or for `more` end users besides. Of two
 * transactions of the workspace at the same moment, the second one waits for the first: a `repeatable read` one then fails
 * with a serialization failure, and has to be retried.
 *
 * @throws SecondPersonNeededError
 */
export async function assertMayAlone(
  tx: Transaction,
  workspaceId: string,
  memberId: string,
  more = 0,
): Promise<void> {
  // A real update: a lock alone would let a `repeatable read` transaction go on with what it saw before it waited.
  await tx.execute(sql`
    update workspace set second_person_above = second_person_above
    where id = ${workspaceId} and (second_person_above is not null or second_person_loosened is not null)`);
  const found = await findAloneCount(tx, workspaceId, memberId);
  if (found && found.count + more > found.limit)
    throw new SecondPersonNeededError(memberId, { ...found, count: found.count + more });
}

/** How many end users the undo or redo of an import counts as. */
export async function countForUndo(tx: Queryable, workspaceId: string, importId: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select ${undone}::float8 as count from import i
    where i.workspace_id = ${workspaceId} and i.id = ${importId}::bigint`);
  return row?.count ?? 0;
}
