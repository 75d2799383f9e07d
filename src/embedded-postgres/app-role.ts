// The role that the app connects as: an ordinary one. The superuser of the embedded Postgres only prepares this role.
import { connect } from '../db/database.ts';

/** An ordinary role, so that no query of the app can run programs or read files of the server. It owns the app's data. */
export const APP_ROLE = 'endusers_app';

/** An arbitrary number, the same in every process of this app. */
const LOCK = 7_306_841_956;

/**
 * Creates the app's role, and the tenant role that its migrations look for. Hands over what the superuser owns: until
 * version 0.1.0, the app connected as the superuser, so everything in its databases belongs to that role. Changes
 * nothing, and locks no table, where this was done before.
 *
 * @param superuserUrl the address of the app's database for the superuser
 */
export async function prepareAppRole(superuserUrl: string): Promise<void> {
  const client = connect(superuserUrl, { max: 1, name: 'endusers superuser' });
  try {
    await client.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${LOCK})`;
      await tx.unsafe(createRoles);
      for (const { statement } of await tx.unsafe<{ statement: string }[]>(handOverStatements))
        await tx.unsafe(statement);
      await tx.unsafe(handOverDefaultPrivileges);
    });
  } finally {
    await client.end();
  }
}

/** `endusers_tenant` as in migration "tenant_role", which the app's role has no right to create. */
const createRoles = `
  do $$ begin
    if to_regrole('${APP_ROLE}') is null then create role ${APP_ROLE} login; end if;
    if to_regrole('endusers_tenant') is null then create role endusers_tenant nologin noinherit; end if;
    if not pg_has_role('${APP_ROLE}', 'endusers_tenant', 'USAGE') then grant endusers_tenant to ${APP_ROLE}; end if;
  end $$`;

/** "reassign owned" refuses the role that created the cluster, hence one statement per object. */
const handOverStatements = `
  with own as (
    select n.oid as schema from pg_namespace n where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
  ),
  -- Sequences of columns follow their tables; what belongs to an extension stays with it.
  dependent as (
    select classid, objid from pg_depend where deptype in ('e', 'i') or (deptype = 'a' and refobjsubid <> 0)
  )
  select format('alter %s owner to ${APP_ROLE}', object) as statement
  from (
    select 1, datdba, 'pg_database'::regclass, oid, format('database %I', datname)
    from pg_database where datname = current_database()
    union all
    select 2, nspowner, 'pg_namespace'::regclass, oid, format('schema %I', nspname)
    from pg_namespace where oid in (select schema from own)
    union all
    select 3, relowner, 'pg_class'::regclass, oid, 'table ' || oid::regclass
    from pg_class where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relnamespace in (select schema from own)
    union all
    select 4, proowner, 'pg_proc'::regclass, oid, 'routine ' || oid::regprocedure
    from pg_proc where pronamespace in (select schema from own)
    union all
    select 5, typowner, 'pg_type'::regclass, oid, 'type ' || oid::regtype
    from pg_type where typtype in ('e', 'd', 'r') and typnamespace in (select schema from own)
  ) found (step, owner, class, oid, object)
  where owner = current_user::regrole
    and not exists (select from dependent d where d.classid = found.class and d.objid = found.oid)
  order by step`;

/** A dump of the database would name the superuser otherwise, and later tables would lack these privileges. */
const handOverDefaultPrivileges = `
  do $$ begin
    if exists (
      select from pg_default_acl
      where defaclrole = current_user::regrole and defaclnamespace = 'public'::regnamespace
    ) then
      alter default privileges for role ${APP_ROLE} in schema public
        grant select, insert, update, delete on tables to endusers_tenant;
      alter default privileges for role ${APP_ROLE} in schema public
        grant select, usage on sequences to endusers_tenant;
      alter default privileges in schema public revoke all on tables from endusers_tenant;
      alter default privileges in schema public revoke all on sequences from endusers_tenant;
    end if;
  end $$`;
