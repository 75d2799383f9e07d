// Store of the cells that an import changed, in pages.
import { sql } from 'drizzle-orm';
import { changesPerPage, type ImportedCell, type Page } from '../model/cell-change.ts';
import { type CellRow, cellOrder, changedCells, pageOf, toCell, toPage } from './changed-cells.ts';
import type { ImportKey } from './imports.ts';
import { shownText } from './shown-value.ts';
import type { Transaction } from './transaction.ts';

/** The cells that an import changed when it was applied, in the order of the end users' ids. */
export async function findImportedCells(
  tx: Transaction,
  { workspaceId, importId }: ImportKey,
  page: number,
): Promise<Page<ImportedCell>> {
  const rows = await tx.execute<CellRow & { id: number; name: string | null }>(sql`
    select c.end_user_id::float8 as id, coalesce(e.name, e.email) as name, c.line, v.key,
      ${shownText(workspaceId, sql`v.key`, sql`v.was #>> '{}'`)} as was,
      ${shownText(workspaceId, sql`v.key`, sql`v.became #>> '{}'`)} as became
    from (
      -- The index has the changes of an operation in this order, so a page reads no more than the pages before it.
      select c.* from change c
      where c.workspace_id = ${workspaceId} and c.operation_id = (
        select min(id) from operation
        where workspace_id = ${workspaceId} and import_id = ${importId}::bigint and kind = 'import')
      order by c.end_user_id
      limit ${(Math.trunc(page) + 1) * changesPerPage + 1}::bigint
    ) c
    cross join ${changedCells} v
    left join end_user e on e.workspace_id = c.workspace_id and e.id = c.end_user_id
    order by c.end_user_id, ${cellOrder} ${pageOf(page)}`);
  const found = rows.flatMap((row) => {
    const cell = toCell(row);
    return cell ? [{ ...cell, endUserId: row.id, endUser: row.name ?? '', line: row.line }] : [];
  });
  return toPage(found, page);
}
