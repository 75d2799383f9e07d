// Store of the plans that wait for a decision, of the files that came in one message.
import { sql } from 'drizzle-orm';
import type { PlanKey } from '../model/import.ts';
import type { ImportKey } from './imports.ts';
import type { Queryable } from './transaction.ts';

/** The plans that would change something and don't ask once more, of all files that were shared in the message of this import; oldest first. */
export async function findOpenPlansOfMessage(
  db: Queryable,
  { workspaceId, importId }: ImportKey,
): Promise<PlanKey[]> {
  return db.execute<PlanKey>(sql`
    select other.id::float8 as "importId", other.plan_number as "planNumber"
    from import one
    join import other on other.workspace_id = one.workspace_id and other.channel_id = one.channel_id
      and other.share_ts = one.share_ts
    where one.workspace_id = ${workspaceId} and one.id = ${importId} and other.state = 'planned'
      and (other.plan ->> 'created')::bigint + (other.plan ->> 'updated')::bigint > 0
      and other.plan -> 'manyArchived' is null
    order by other.id`);
}
