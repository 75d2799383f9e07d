// Store of the changes of an end user, in pages. Each key of the custom fields is a cell.
import { type SQL, sql } from 'drizzle-orm';
import type { CellHistoryEntry, ChangedCell, Page } from '../model/cell-change.ts';
import type { EndUserKey } from '../model/end-user.ts';
import type { OperationKind } from '../model/operation-kind.ts';
import { type CellRow, cellOrder, changedCells, pageOf, toCell, toPage } from './changed-cells.ts';
import { keyPrefix } from './custom-fields.ts';
import { history } from './history.ts';
import { shownText } from './shown-value.ts';
import type { Transaction } from './transaction.ts';

/** The name of a cell in the history, in lower case, as a short text without the name itself. */
export type CellDigest = string;

/** SQL for `CellDigest`. `cell`: `phone`, or `custom_fields.Badge` for a key of the custom fields. */
const digestOf = (cell: SQL): SQL => sql`left(md5(lower(${cell})), 12)`;

export async function findCellDigest(
  tx: Transaction,
  { field, key }: Pick<ChangedCell, 'field' | 'key'>,
): Promise<CellDigest> {
  const name = key === undefined ? field : `${keyPrefix}${key}`;
  const [row] = await tx.execute<{ digest: string }>(sql`select ${digestOf(sql`${name}::text`)} as digest`);
  return row!.digest;
}

type HistoryRow = CellRow & {
  did: CellHistoryEntry['did'];
  by: string;
  at: string;
  kind: OperationKind;
  import_id: number | null;
  undo_depth: number | null;
};

/**
 * The changes of an end user, the newest first.
 *
 * @param only the cell whose changes to find; null for all. `custom_fields` means every key
 */
export async function findCellHistory(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  only: CellDigest | null,
  page: number,
): Promise<Page<CellHistoryEntry>> {
  return toPage(await readHistory(tx, { workspaceId, endUserId }, only, pageOf(page)), page);
}

/** All of them. */
export function findWholeHistory(tx: Transaction, key: EndUserKey): Promise<CellHistoryEntry[]> {
  return readHistory(tx, key, null, sql``);
}

async function readHistory(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  only: CellDigest | null,
  some: SQL,
): Promise<CellHistoryEntry[]> {
  const isWanted =
    only === null
      ? sql`true`
      : sql`(${digestOf(sql`v.key`)} = ${only} or starts_with(v.key, ${keyPrefix}) and ${digestOf(sql`'custom_fields'`)} = ${only})`;
  // An undo of an undo is a redo: the length of the chain of undos tells them apart.
  const rows = await tx.execute<HistoryRow>(sql`
    with done as (
      select c.operation_id, 'changed' as did, c.line, v.key, ${shownText(workspaceId, sql`v.key`, sql`v.was #>> '{}'`)} as was,
        ${shownText(workspaceId, sql`v.key`, sql`v.became #>> '{}'`)} as became,
        row_number() over (partition by c.operation_id order by ${cellOrder}) as at
      from change c, ${changedCells} v
      where c.workspace_id = ${workspaceId} and c.end_user_id = ${endUserId}::bigint and ${isWanted}
      union all
      select c.operation_id, case when c.before is null then 'brought back' else 'removed' end, null, null, null, null, 0
      from ${history} c
      where c.workspace_id = ${workspaceId} and c.end_user_id = ${endUserId}::bigint
        and (c.before is null or c.after is null)
      union all
      select e.created_in, 'created', e.created_line, null, null, null, 0 from end_user e
      where e.workspace_id = ${workspaceId} and e.id = ${endUserId}::bigint and e.created_in is not null
      order by 1 desc, at ${some}
    )
    select d.did, d.line, d.key, d.was, d.became, o.by, o.at, o.kind, o.import_id::float8 as import_id, (
        with recursive undone as (
          select o.undoes as id, 1 as depth
          union all
          select p.undoes, u.depth + 1 from undone u
          join operation p on p.workspace_id = ${workspaceId} and p.id = u.id where p.undoes is not null
        )
        select max(depth) from undone) as undo_depth
    from done d join operation o on o.workspace_id = ${workspaceId} and o.id = d.operation_id
    order by d.operation_id desc, d.at`);
  return rows.map((row) => ({
    did: row.did,
    cell: toCell(row),
    by: row.by,
    at: new Date(row.at),
    through: row.kind === 'undo' && (row.undo_depth ?? 1) % 2 === 0 ? 'redo' : row.kind,
    importId: row.import_id,
    line: row.line,
  }));
}
