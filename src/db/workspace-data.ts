// All that the database holds of one workspace, to take it away.
import { sql } from 'drizzle-orm';
import type { Transaction } from './transaction.ts';

/** What can be counted of a workspace, by the name of its table; `staging area` stands for tables of its imports. */
export type DeletedRows = ReadonlyMap<string, number>;

/** Jobs first, so that no worker goes on; then what refers to others; the workspace itself last. */
const tables = [
  'job',
  'installation',
  'access',
  'seen_event',
  'change',
  'operation',
  'import_ref',
  'import',
  'export',
  'end_user',
  'organization',
  'workspace',
] as const;

/** In a transaction of that workspace: of others it sees nothing. */
export async function deleteWorkspaceData(tx: Transaction, workspaceId: string): Promise<DeletedRows> {
  const deleted = new Map<string, number>([['staging area', await dropStages(tx, workspaceId)]]);
  for (const table of tables) {
    const column = sql.identifier(table === 'workspace' ? 'id' : 'workspace_id');
    const gone = sql`delete from ${sql.identifier(table)} where ${column} = ${workspaceId} returning 1`;
    const [counted] = await tx.execute(
      sql`with gone as (${gone}) select count(*)::integer as rows from gone`,
    );
    deleted.set(table, counted?.rows as number);
  }
  return deleted;
}

/** Gives how many imports had tables of their own. */
async function dropStages(tx: Transaction, workspaceId: string): Promise<number> {
  const found = await tx.execute<{ tables: string }>(sql`
    select string_agg(c.oid::regclass::text, ', ') as tables
    from pg_class c join import i on c.relname in ('row_' || i.id, 'plan_' || i.id)
    where c.relnamespace = 'staging'::regnamespace and i.workspace_id = ${workspaceId}
    group by i.id`);
  for (const stage of found) await tx.execute(sql.raw(`drop table ${stage.tables}`));
  return found.length;
}
