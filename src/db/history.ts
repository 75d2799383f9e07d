// SQL for everything that operations did to existing end users: the changes, and the removals, which have a table of their own.
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { formerEndUser } from './schema/end-user-table.ts';

/** The columns that an end user and a former one share. */
export const storedColumns: readonly string[] = Object.values(getTableColumns(formerEndUser))
  .map(({ name }) => name)
  .filter((name) => name !== 'removed_in');

/**
 * A subquery with the columns of `change`, see src/db/schema/history-tables.ts. `created_in`, `organization_id`, and `email` are
 * those in `before`: for removals, that is much faster than looking into it. Removals by earlier versions are in `change`.
 */
export const history: SQL = sql`(
  select workspace_id, operation_id, end_user_id, before, after, line,
    (before ->> 'created_in')::bigint as created_in, (before ->> 'organization_id')::bigint as organization_id,
    before ->> 'email' as email, false as is_former
  from change
  union all
  select f.workspace_id, f.removed_in, f.id, to_jsonb(f) - 'removed_in', null, null, f.created_in, f.organization_id,
    f.email, true
  from former_end_user f)`;
