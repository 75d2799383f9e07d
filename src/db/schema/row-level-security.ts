// The wall between workspaces, as Postgres keeps it: a policy for each table whose rows belong to one.
import { sql } from 'drizzle-orm';
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core';

/** What `inWorkspace` takes on; the migration "tenant_role" makes it. */
export const tenantRole = pgRole('endusers_tenant').existing();

/** @param column holds the workspace's id */
export function rowLevelSecurity(column = 'workspace_id') {
  const own = sql.raw(`${column} = current_setting('endusers.workspace', true)`);
  return pgPolicy('own_workspace', { to: tenantRole, using: own, withCheck: own });
}
