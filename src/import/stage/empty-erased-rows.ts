// Empties the staged rows about end users who were erased: no file brings their values back, not even into the staging area.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { rowTable } from './stage.ts';

type Key = { readonly workspaceId: string; readonly importId: number };

/** @returns whether there are any */
export async function emptyErasedRows(tx: Transaction, { workspaceId, importId }: Key): Promise<boolean> {
  const [found] = await tx.execute<{ isAny: boolean }>(
    sql`select exists (select from erasure where workspace_id = ${workspaceId}) as "isAny"`,
  );
  if (!found!.isAny) return false; // a select without a table always returns one row
  const erased = await tx.execute<{ endUserId: number; lines: number[] }>(sql`
    select z.end_user_id::float8 as "endUserId", array_agg(s.line) as lines
    from ${rowTable(importId)} s
    left join import_ref r on r.workspace_id = ${workspaceId} and r.import_id = s.ref_import and r.line = s.ref_line
      and (s.contact_id is null or not exists (
        select from end_user k where k.workspace_id = ${workspaceId} and k.id = s.contact_id))
    join erasure z on z.workspace_id = ${workspaceId} and z.end_user_id = case when r.end_user_id is null then s.contact_id else r.end_user_id end
    group by 1`);
  for (const { endUserId, lines } of erased) await emptyRows(tx, { importId, endUserId, lines });
  return erased.length > 0;
}

/** Empties rows that are about this end user: only ids stay. */
export async function emptyRows(
  tx: Transaction,
  { importId, endUserId, lines }: { importId: number; endUserId: number; lines: readonly number[] },
): Promise<void> {
  const array = `{${lines.join()}}`;
  await tx.execute(
    sql`select staging.erase_rows(${importId}::bigint, ${endUserId}::bigint, ${array}::integer[])`,
  );
}
