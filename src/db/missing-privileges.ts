// Finds the database privileges that the app's role lacks, as SQL for the administrator who can grant them.
import { connect } from './database.ts';
import { canUseTenantRole } from './tenant-role.ts';

export type MissingPrivileges = {
  readonly role: string;
  /** SQL for an administrator to run in the database, in this order; empty when nothing is missing. */
  readonly statements: readonly string[];
  /** Another role that owns the app's tables, for example after a restore under a wrong name. */
  readonly otherOwner: string | null;
};

/** @param url see `readDatabaseUrl` */
export async function findMissingPrivileges(url: string): Promise<MissingPrivileges> {
  const client = connect(url, { max: 1, name: 'endusers rights' });
  try {
    const [privileges] = await client<Privileges[]>`
      select quote_ident(current_user) as role, quote_ident(current_database()) as database,
        to_regrole('endusers_tenant') is not null as "tenantRoleExists",
        has_database_privilege(current_database(), 'CREATE') as "canCreateSchemas",
        has_schema_privilege('public', 'CREATE') as "canCreateTables",
        (select tableowner from pg_tables
         where schemaname = 'drizzle' and not pg_has_role(tableowner, 'USAGE') limit 1) as "otherOwner"`;
    const { role, otherOwner } = privileges!; // a select without a table always returns one row
    const statements = [...statementsFor(privileges!, await canUseTenantRole(client))];
    return { role, otherOwner, statements };
  } finally {
    await client.end();
  }
}

type Privileges = {
  role: string;
  database: string;
  tenantRoleExists: boolean;
  canCreateSchemas: boolean;
  canCreateTables: boolean;
  otherOwner: string | null;
};

function* statementsFor(privileges: Privileges, canUseRole: boolean): Iterable<string> {
  const { role, database } = privileges;
  if (!privileges.tenantRoleExists) yield 'create role endusers_tenant nologin;';
  if (!canUseRole) yield `grant endusers_tenant to ${role};`;
  if (!privileges.canCreateSchemas) yield `grant create on database ${database} to ${role};`;
  if (!privileges.canCreateTables) yield `grant create on schema public to ${role};`;
}
