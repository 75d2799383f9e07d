// What the app's role may not do in the database, for the administrator who has to see to it.
import type postgres from 'postgres';
import { connect } from './database.ts';

export type MissingRights = {
  readonly role: string;
  /** SQL that an administrator runs in the database, in this order; none where nothing is missing. */
  readonly statements: readonly string[];
  /** Another role that the app's tables belong to, as after a restore under a wrong name. */
  readonly otherOwner: string | null;
};

/** @param url see `readDatabaseUrl` */
export async function findMissingRights(url: string): Promise<MissingRights> {
  const client = connect(url, { max: 1, name: 'endusers rights' });
  try {
    const [found] = await client<Found[]>`
      select quote_ident(current_user) as role, quote_ident(current_database()) as database,
        to_regrole('endusers_tenant') is not null as "hasTenant",
        has_database_privilege(current_database(), 'CREATE') as "makesSchemas",
        has_schema_privilege('public', 'CREATE') as "makesTables",
        (select tableowner from pg_tables
         where schemaname = 'drizzle' and not pg_has_role(tableowner, 'USAGE') limit 1) as "otherOwner"`;
    const { role, otherOwner } = found!;
    return { role, otherOwner, statements: [...statementsFor(found!, await mayTakeOn(client))] };
  } finally {
    await client.end();
  }
}

type Found = {
  role: string;
  database: string;
  hasTenant: boolean;
  makesSchemas: boolean;
  makesTables: boolean;
  otherOwner: string | null;
};

function* statementsFor(found: Found, isTenant: boolean): Iterable<string> {
  const { role, database } = found;
  if (!found.hasTenant) yield 'create role endusers_tenant nologin;';
  if (!isTenant) yield `grant endusers_tenant to ${role};`;
  if (!found.makesSchemas) yield `grant create on database ${database} to ${role};`;
  if (!found.makesTables) yield `grant create on schema public to ${role};`;
}

/** To be a member is not enough since Postgres 16. */
async function mayTakeOn(client: postgres.Sql): Promise<boolean> {
  return client
    .begin((tx) => tx`set local role endusers_tenant`)
    .then(
      () => true,
      () => false,
    );
}
