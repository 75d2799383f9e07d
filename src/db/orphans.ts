// Imports and exports on the way to a next step, with no job left that takes them there.
import { sql } from 'drizzle-orm';
import type { Queryable } from './transaction.ts';

export type Orphan = {
  readonly what: 'import' | 'undo' | 'export';
  readonly workspaceId: string;
  readonly id: number;
  /** That of the job which was given up last; null where there is none. */
  readonly reference: string | null;
};

/**
 * All there are, in one workspace or (null) in any. A step and the job that follows from it are made in one
 * transaction, and a job ends after the last one, so one moment's look sees none that is only between the two.
 */
export async function findOrphans(db: Queryable, workspaceId: string | null): Promise<Orphan[]> {
  const here = sql`(${workspaceId}::text is null or workspace_id = ${workspaceId})`;
  const rows = await db.execute(sql`
    with passing as (
      select workspace_id, id, case when state in ('undoing', 'redoing') then 'undo' else 'import' end as what,
             'importId' as named, array['prepare-import', 'plan-import', 'apply-import', 'undo-import'] as kinds
      from import
      where state in ('received', 'reading', 'planning', 'applying', 'undoing', 'redoing') and ${here}
      union all
      select workspace_id, id, 'export', 'exportId', array['perform-export']
      from export
      where state = 'requested' and ${here}
    )
    select what, p.workspace_id as "workspaceId", p.id::float8 as id,
           (array_agg(j.reference order by j.failed_at desc))[1] as reference
    from passing p
    left join job j on j.workspace_id = p.workspace_id and j.kind = any (p.kinds)
         and (j.payload ->> p.named)::bigint = p.id
    group by what, p.workspace_id, p.id
    having count(j.id) filter (where j.failed_at is null) = 0`);
  return rows as unknown as Orphan[];
}
