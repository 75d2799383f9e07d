// Row-level security between workspaces: the policy of each table whose rows belong to a workspace.
import { sql } from 'drizzle-orm';
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core';

/** The role that `inWorkspace` switches to. The migration "tenant_role" creates it. */
export const tenantRole = pgRole('endusers_tenant').existing();

/** @param column the one with the workspace's id */
export function rowLevelSecurity(column = 'workspace_id') {
  const current = `current_setting('endusers.workspace', true)`;
  return pgPolicy('own_workspace', {
    to: tenantRole,
    using: sql.raw(`${column} = ${current}`),
    // As a subquery, the setting is looked up once, not for each row that is written.
    withCheck: sql.raw(`${column} = (select ${current})`),
  });
}
