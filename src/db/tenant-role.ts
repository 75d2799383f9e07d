// Makes sure that the app's role can switch to the tenant role, as in-workspace.ts does for each transaction.
import type postgres from 'postgres';

/**
 * Since Postgres 16, a role may grant a role that it created, but not switch to it before the role is granted to itself.
 * Grants it where necessary, also in databases of earlier versions of the app.
 *
 * @throws PostgresError 42501 if only an administrator can grant it
 */
export async function ensureTenantRole(client: postgres.Sql): Promise<void> {
  const setRole = () => client.begin((tx) => tx`set local role endusers_tenant`);
  try {
    await setRole();
  } catch (error) {
    if (!isInsufficientPrivilege(error)) throw error;
    await client`grant endusers_tenant to current_user`;
    await setRole();
  }
}

function isInsufficientPrivilege(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501';
}
