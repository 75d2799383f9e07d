// Finds the other imports of which this undo may have released or held back something, so that their messages are updated.
import { sql } from 'drizzle-orm';
import { history } from '../../db/history.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { StartedUndo } from './start-undo.ts';

export type AffectedImport = {
  readonly importId: number;
  readonly applied: number;
  readonly direction: 'undo' | 'redo';
  /** The operation of the last undo or redo of the import. */
  readonly operationId: number;
};

/** @param operationId the operation that records the undo: its changes name the affected end users */
export async function findAffectedImports(
  tx: Transaction,
  { workspaceId, importId, flipped }: StartedUndo,
  operationId: number,
): Promise<AffectedImport[]> {
  const about = sql`(
    select t.end_user_id from ${history} t where t.workspace_id = ${workspaceId}
      and t.operation_id in (${sql.join(
        [operationId, ...flipped].map((id) => sql`${id}::bigint`),
        sql`, `,
      )}))`;
  return tx.execute<AffectedImport>(sql`
    with reverted as materialized (
      select i.id, i.operation_id, i.state, o.id as applied,
        coalesce((i.undo #>> '{notRestored,count}')::integer, 0)
          + coalesce((i.undo #>> '{emailsNotRestored,count}')::integer, 0)
          + coalesce((i.undo #>> '{movesNotRestored,count}')::integer, 0) as left_out
      from import i
      join operation o on o.workspace_id = i.workspace_id and o.import_id = i.id and o.kind = 'import'
      where i.workspace_id = ${workspaceId} and i.id <> ${importId}::bigint and i.undo is not null
        and i.state in ('undone', 'applied')
    )
    select r.id::float8 as "importId", r.applied::float8 as applied, r.operation_id::float8 as "operationId",
      case r.state when 'undone' then 'undo' else 'redo' end as direction
    from reverted r
    where r.applied in (
        select c.operation_id from change c
        where c.workspace_id = ${workspaceId} and c.operation_id in (select applied from reverted)
          and c.end_user_id in ${about})
      or r.applied in (
        select e.created_in from end_user e
        where e.workspace_id = ${workspaceId} and e.id in ${about} and e.created_in in (select applied from reverted))
      or r.applied in (
        select c.created_in from ${history} c
        where c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}::bigint and c.after is null)
      or r.left_out > 0
    order by r.id`);
}
