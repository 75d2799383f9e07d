// SQL for the end users of archived organizations, who are in no list unless someone asks for them.
import { type SQL, sql } from 'drizzle-orm';
import { isAfterMoment, type Past } from './moments.ts';

/**
 * Whether the organization is archived. Postgres looks the archived ones up once per query.
 *
 * @param past a moment of the past; default: now
 */
export const isOfArchivedOrganization = (
  workspaceId: string,
  organizationId: SQL,
  past: Past | null = null,
): SQL => sql`${organizationId} = any(array(
    select a.id from organization a
    where a.workspace_id = ${workspaceId} and ${past ? wasArchived(past) : sql`a.archived`}))`;

/** The value from before the first change after the moment, else the current one. */
const wasArchived = (past: Past): SQL => sql`coalesce((
  select (c.before ->> 'archived')::boolean from organization_change c
  where c.workspace_id = a.workspace_id and c.organization_id = a.id and c.before ? 'archived'
    and ${isAfterMoment(sql`c.operation_id`, past)}
  order by c.operation_id limit 1), a.archived)`;
