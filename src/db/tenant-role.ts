// The role that a transaction takes on for one workspace (in-workspace.ts): the app's own role must be able to.
import type postgres from 'postgres';

/**
 * Since Postgres 16 whoever makes a role may grant it, but not take it on before it was granted to them, too. Databases
 * from before this was known are mended by it as well.
 *
 * @throws PostgresError 42501 where only an administrator can grant it
 */
export async function ensureTenantRole(client: postgres.Sql): Promise<void> {
  const takeOn = () => client.begin((tx) => tx`set local role endusers_tenant`);
  try {
    await takeOn();
  } catch (error) {
    if (!isForbidden(error)) throw error;
    await client`grant endusers_tenant to current_user`;
    await takeOn();
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501';
}
