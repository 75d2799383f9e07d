// Finds the merge bases of the files whose rows the staged rows fix.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { rowTable } from './stage.ts';

/** @returns the ids of the exports that those files were made from */
export async function findBasesOfRefs(
  tx: Transaction,
  { workspaceId, importId }: { readonly workspaceId: string; readonly importId: number },
): Promise<readonly number[]> {
  const rows = await tx.execute<{ id: number }>(sql`
    select distinct base_export_id::float8 as id from import
    where workspace_id = ${workspaceId} and base_export_id is not null
      and id in (select ref_import from ${rowTable(importId)} where ref_import is not null)`);
  return rows.map(({ id }) => id);
}
