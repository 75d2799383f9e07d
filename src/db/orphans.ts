// Finds imports and exports that wait for a job that no longer exists.
import { sql } from 'drizzle-orm';
import type { Queryable } from './transaction.ts';

export type Orphan = {
  readonly what: 'import' | 'undo' | 'export';
  readonly workspaceId: string;
  readonly id: number;
  /** The error reference of the job that was dead-lettered last; null if none was. */
  readonly reference: string | null;
};

/**
 * All orphans of one workspace, or (null) of all workspaces. A transition and the job that it requires are written in one
 * transaction, and a job is deleted only after its last transaction, so this query never sees an import between the two.
 */
export async function findOrphans(db: Queryable, workspaceId: string | null): Promise<Orphan[]> {
  const isIncluded = sql`(${workspaceId}::text is null or workspace_id = ${workspaceId})`;
  return db.execute<Orphan>(sql`
    with pending as (
      select workspace_id, id, case when state in ('undoing', 'redoing') then 'undo' else 'import' end as what,
             'importId' as id_key, array['prepare-import', 'plan-import', 'apply-import', 'undo-import'] as kinds
      from import
      where state in ('received', 'reading', 'planning', 'applying', 'undoing', 'redoing') and ${isIncluded}
      union all
      select workspace_id, id, 'export', 'exportId', array['perform-export']
      from export
      where state = 'requested' and ${isIncluded}
    )
    select what, p.workspace_id as "workspaceId", p.id::float8 as id,
           (array_agg(j.reference order by j.failed_at desc))[1] as reference
    from pending p
    left join job j on j.workspace_id = p.workspace_id and j.kind = any (p.kinds)
         and j.payload ->> p.id_key = p.id::text -- as text: the payload of a dead letter may hold anything
    group by what, p.workspace_id, p.id
    having count(j.id) filter (where j.failed_at is null) = 0`);
}
