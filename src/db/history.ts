// SQL for everything that operations did to existing end users: the changes, and the removals, which have a table of their own.
import { type SQL, sql } from 'drizzle-orm';

/**
 * A subquery with the columns of `change`, see src/db/schema/history-tables.ts. The columns from `created_in` to `archived` are
 * those in `before`: `before` of a removal is made whenever a query reads it. `is_former` says that the row is a removal in
 * `former_end_user`; those by earlier versions are in `change`.
 */
export const history: SQL = sql`(
  select workspace_id, operation_id, end_user_id, before, after, line,
    (before ->> 'created_in')::bigint as created_in, (before ->> 'organization_id')::bigint as organization_id,
    before ->> 'name' as name, before ->> 'email' as email, (before ->> 'archived')::boolean as archived, false as is_former
  from change
  union all
  select f.workspace_id, f.removed_in, f.id, to_jsonb(f) - 'removed_in', null, null, f.created_in, f.organization_id,
    f.name, f.email, f.archived, true
  from former_end_user f)`;
