// Deletes all data of one workspace.
import { sql } from 'drizzle-orm';
import { executeOne } from './execute-one.ts';
import type { Transaction } from './transaction.ts';

/** How many rows were deleted, by table; `staging area` counts the imports that had staging tables. */
export type DeletedRows = ReadonlyMap<string, number>;

/** Jobs first, so that no worker continues; then tables that refer to others before those; the workspace last. */
const tables = [
  'job',
  'installation',
  'access',
  'column_mapping',
  'seen_event',
  'posting',
  'former_end_user',
  'change',
  'organization_change',
  'operation',
  'import_ref',
  'left_out_row',
  'erasure',
  'old_id',
  'import',
  'export',
  'end_user',
  'organization',
  'workspace',
] as const;

/** @param tx a transaction of that workspace, which sees no rows of others */
export async function deleteWorkspaceData(tx: Transaction, workspaceId: string): Promise<DeletedRows> {
  const deleted = new Map<string, number>([['staging area', await dropStagingTables(tx, workspaceId)]]);
  for (const table of tables) {
    const column = sql.identifier(table === 'workspace' ? 'id' : 'workspace_id');
    const { count } = await executeOne<{ count: number }>(
      tx,
      sql`
      with deleted as (delete from ${sql.identifier(table)} where ${column} = ${workspaceId} returning 1)
      select count(*)::integer as count from deleted`,
    );
    deleted.set(table, count);
  }
  return deleted;
}

/** @returns how many imports had staging tables */
async function dropStagingTables(tx: Transaction, workspaceId: string): Promise<number> {
  const dropped = await tx.execute(sql`
    select staging.drop_tables(array['row', 'plan', 'key'], staged.id) from (
      select distinct i.id
      from pg_class c join import i on c.relname in ('row_' || i.id, 'plan_' || i.id)
      where c.relnamespace = 'staging'::regnamespace and i.workspace_id = ${workspaceId}
    ) staged`);
  return dropped.length;
}
