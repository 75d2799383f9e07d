// Finds what the files were made from, and were for, whose rows the staged rows fix.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { rowTable } from './stage.ts';

type Key = { readonly workspaceId: string; readonly importId: number };

/** @returns the ids of the exports that those files were made from */
export const findBasesOfRefs = (tx: Transaction, key: Key): Promise<number[]> =>
  findOfRefs(tx, key, sql`base_export_id`);

/** @returns the ids of the organizations that the messages of those files named, or that members chose for them */
export const findOrganizationsOfRefs = (tx: Transaction, key: Key): Promise<number[]> =>
  findOfRefs(tx, key, sql`organization_id`);

async function findOfRefs(tx: Transaction, { workspaceId, importId }: Key, column: SQL): Promise<number[]> {
  const rows = await tx.execute<{ id: number }>(sql`
    select distinct ${column}::float8 as id from import
    where workspace_id = ${workspaceId} and ${column} is not null
      and id in (select ref_import from ${rowTable(importId)} where ref_import is not null)`);
  return rows.map(({ id }) => id);
}
