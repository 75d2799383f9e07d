// Finds what earlier undos and redos owe: end users who should be there, and emails and organizations that should be another
// one, but were left out because someone else looked like them, see look-alike-pairs.ts. An undo that makes someone go or look different tries them again.
import { sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import { history } from '../../db/history.ts';
import type { Transaction } from '../../db/transaction.ts';
import {
  countedChanges,
  derivedValues,
  hasGuardedField,
  hasTellingField,
  isEdit,
  isOwed,
  listOf,
} from './counted-changes.ts';
import { removedEndUsers } from './presence.ts';
import type { StartedUndo } from './start-undo.ts';

/** A temporary table: `end_user_id`, and `is_here`, whether only their email or organization is owed. */
export const owedEndUsers = sql.raw('owed_end_user');

/** `cells` are the end users who are here, and of whom something is owed. */
export type Owed = { readonly endUsers: number; readonly cells: number };

/** Creates the table `owedEndUsers`. */
export async function createOwed(tx: Transaction, { workspaceId, flipped }: StartedUndo): Promise<Owed> {
  const { frees } = await executeOne<{ frees: boolean }>(
    tx,
    sql`
    select exists (select from ${removedEndUsers}) or exists (
      select from change c where c.workspace_id = ${workspaceId} and c.operation_id in ${listOf(flipped)}
        and ${isEdit('c')} and ${hasTellingField('c.after')}) as frees`,
  );
  // Only an undo or a redo leaves something out.
  await tx.execute(sql`
    create temporary table ${owedEndUsers} on commit drop as
    with reverted as materialized (
      select o.id, o.undone from operation o
      where ${frees} and o.workspace_id = ${workspaceId} and o.kind = 'import' and o.id not in ${listOf(flipped)}
        and exists (
          select from operation u
          where u.workspace_id = o.workspace_id and u.import_id = o.import_id and u.kind = 'undo')
    ),
    gone as (
      select c.end_user_id from ${history} c
      where c.workspace_id = ${workspaceId} and c.after is null
        and c.created_in in (select id from reverted where not undone)
      union
      select t.end_user_id from change t
      join ${history} c on c.workspace_id = t.workspace_id and c.end_user_id = t.end_user_id and c.after is null
        and c.created_in is not null
      where t.workspace_id = ${workspaceId} and t.operation_id in (select id from reverted where not undone)
    ),
    log as (
      select c.end_user_id, ${derivedValues()} as values
      from ${countedChanges(workspaceId)}
      where ${isEdit('c')} and c.end_user_id in (
        select t.end_user_id from change t
        where t.workspace_id = ${workspaceId} and t.operation_id in (select id from reverted) and ${isEdit('t')}
          and ${hasGuardedField('t.after')} and t.end_user_id not in (select end_user_id from ${removedEndUsers}))
      group by c.end_user_id
    )
    select g.end_user_id, false as is_here from gone g
    where not exists (select from end_user e where e.workspace_id = ${workspaceId} and e.id = g.end_user_id)
    union all
    select e.id, true from log l
    join end_user e on e.workspace_id = ${workspaceId} and e.id = l.end_user_id
    where ${isOwed('l.values')}`);
  await tx.execute(sql`analyze ${owedEndUsers}`);
  return executeOne(
    tx,
    sql`
    select count(*) filter (where not is_here)::integer as "endUsers", count(*) filter (where is_here)::integer as cells
    from ${owedEndUsers}`,
  );
}
