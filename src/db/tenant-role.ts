// Makes sure that the app's role can switch to the tenant role, as in-workspace.ts does for each transaction, and owns
// what the tenant role owns, as the function `staging.take_over` needs.
import type postgres from 'postgres';

/**
 * Since Postgres 16, a role may grant a role that it created, but neither switch to it nor use its privileges before the
 * role is granted to itself. Grants it where necessary, also in databases of earlier versions of the app.
 *
 * @throws PostgresError 42501 if only an administrator can grant it
 */
export async function ensureTenantRole(client: postgres.Sql): Promise<void> {
  if (await canUseTenantRole(client)) return;
  await client`grant endusers_tenant to current_user`;
  // Fails with the reason if that was not enough.
  await client.begin((tx) => tx`set local role endusers_tenant`);
}

/** Tries to switch: since Postgres 16, being a member of a role doesn't include the right to switch to it. */
export async function canUseTenantRole(client: postgres.Sql): Promise<boolean> {
  return client
    .begin(async (tx) => {
      const [found] = await tx<{ inherits: boolean }[]>`
        select pg_has_role('endusers_tenant', 'USAGE') as inherits`;
      await tx`set local role endusers_tenant`;
      return found!.inherits; // a select without a table always returns one row
    })
    .catch((error: unknown) => {
      if (isMissingPrivilege(error)) return false;
      throw error;
    });
}

/** 42501: the privilege is missing; 42704: the role is. */
function isMissingPrivilege(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['42501', '42704'].includes(String(error.code));
}
