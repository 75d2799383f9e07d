// The staging area: the checked rows of one import, in tables of their own that are dropped when the import ends.
//
// The tables are unlogged and without constraints, for the fastest possible COPY. A crash of Postgres empties unlogged
// tables, so readers compare the number of rows with the number that was staged. A transaction of a workspace fills its
// tables and then hands them over to the app's role (see migration "staging_ownership").
import { pipeline } from 'node:stream/promises';
import { type SQL, sql } from 'drizzle-orm';
import { analyzeNewTable } from '../../db/analyze-table.ts';
import { copyFrom } from '../../db/copy.ts';
import type { Queryable, Transaction } from '../../db/transaction.ts';
import type { CheckedRow } from '../../model/row.ts';
import { stagedFields } from './cells.ts';
import { completeFixedRows } from './complete-fixed-rows.ts';
import { copiedColumns, toCopyText } from './copy-text.ts';
import { fixesOldIds, type OtherSite, translateOldIds } from './old-ids.ts';
import { noRoomError, type Room } from './staged-bytes.ts';

/** The prefix of a table's name; the number of the import follows. */
export type StagingTable = 'row' | 'plan' | 'key';

/**
 * The staged rows: `line`, `problem`, `ref_import`, `ref_line`, `uploaded`, `organization` (its name as written),
 * `partial_name`, then the 21 columns and `archived`, what the row's action says about it. `marks` is a JSON object with the `CellMark` of each marked field, `damaged` the
 * mask of the fields that are not values, and `cleared` the mask of those whose cells are to be emptied. `old_customer_id` and
 * `old_contact_id` are the ids in a file of another site, see `translateOldIds`.
 */
export const rowTable = (importId: number): SQL => sql.raw(`staging.row_${Math.trunc(importId)}`);

/** By what the new rows of a large plan are told from others; see keep-keys.ts. Dropped with the plan. */
export const keyTable = (importId: number): SQL => sql.raw(`staging.key_${Math.trunc(importId)}`);

/** What would happen to each row; see plan-rows.ts. */
export const planTable = (importId: number): SQL => sql.raw(`staging.plan_${Math.trunc(importId)}`);

/** Whole rows as text for COPY, one after another. */
type EncodedRows = { readonly text: Buffer; readonly rows: number };

/** What Postgres adds to the cells of a row, in bytes. */
const rowOverhead = 32;

/**
 * Stages all rows in new tables; drops earlier ones. Returns the number of rows.
 *
 * @param rows returns them in order, as text that is what `encode` writes
 * @param otherSite null: the ids are ours; not certain: they are unless the rows fix rows of another site
 * @throws BadFileError when the rows take up more than the room
 */
export async function stageRows(
  tx: Transaction,
  importId: number,
  rows: (encode: (row: CheckedRow) => string) => AsyncIterable<EncodedRows>,
  signal: AbortSignal,
  room: Room = { bytes: Infinity, isShared: false },
  otherSite: (OtherSite & { readonly isCertain: boolean }) | null = null,
): Promise<number> {
  await dropStagingTables(tx, importId);
  await tx.execute(sql`
    create unlogged table ${rowTable(importId)} (
      line integer, problem text, ref_import bigint, ref_line integer, uploaded text, marks text, damaged integer, cleared integer,
      organization text, partial_name boolean,
      customer_id bigint, contact_id bigint, old_customer_id bigint, old_contact_id bigint, ${sql.raw(stagedFields.map((field) => `${field} text`).join(', '))}
    )`);
  let count = 0;
  let bytes = 0;
  let hasRefs = false;
  const encode = (row: CheckedRow): string => {
    hasRefs ||= row.ref !== null;
    return toCopyText(row);
  };
  async function* texts() {
    for await (const { text, rows: more } of rows(encode)) {
      count += more;
      bytes += text.length + more * rowOverhead;
      if (bytes > room.bytes) throw noRoomError(room);
      yield text;
    }
  }
  await pipeline(texts, copyFrom(tx, `staging.row_${importId}`, copiedColumns, { signal }));
  if (hasRefs) await completeFixedRows(tx, rowTable(importId));
  if (otherSite && (otherSite.isCertain || (hasRefs && (await fixesOldIds(tx, rowTable(importId))))))
    await translateOldIds(tx, rowTable(importId), otherSite, count);
  // Without statistics, the planner takes a new table for tiny and chooses nested loops.
  await analyzeNewTable(tx, sql`${rowTable(importId)} (line, contact_id, customer_id, ref_import, ref_line)`);
  await takeOver(tx, 'row', importId);
  return count;
}

/**
 * Hands a new table over to the app's role and adds a row-level security policy: from now on, only transactions of the
 * current workspace see the table's rows, and none can change, alter, or drop it except by `dropStagingTables`.
 */
export async function takeOver(tx: Transaction, kind: StagingTable, importId: number): Promise<void> {
  await tx.execute(sql`select staging.take_over(${kind}, ${importId})`);
}

/** A column that only tables of this version have. */
const newestColumn: { readonly [Kind in StagingTable]: string } = {
  row: 'old_contact_id',
  plan: 'moved_from',
  key: 'name_key',
};

/** Whether the table exists and was filled by this version. A crash of Postgres may have emptied it. */
export async function isStaged(db: Queryable, kind: StagingTable, importId: number): Promise<boolean> {
  const [table] = await db.execute<{ exists: boolean }>(
    sql`select exists (
      select from pg_attribute
      where attrelid = to_regclass(${`staging.${kind}_${importId}`}) and attname = ${newestColumn[kind]}) as exists`,
  );
  return table!.exists;
}

/** Returns the number of staged rows; 0 if the staging area doesn't exist, or was filled by an earlier version. */
export async function countStagedRows(db: Queryable, importId: number): Promise<number> {
  if (!(await isStaged(db, 'row', importId))) return 0;
  const [counted] = await db.execute<{ rows: number }>(
    sql`select count(*)::integer as rows from ${rowTable(importId)}`,
  );
  return counted!.rows;
}

/** @throws PostgresError 42501 if the import is one of another workspace than that of the transaction */
export async function dropStagingTables(
  tx: Transaction,
  importId: number,
  kinds: readonly StagingTable[] = ['row', 'plan'],
): Promise<void> {
  const dropped = kinds.includes('plan') ? [...kinds, 'key'] : kinds;
  await tx.execute(sql`select staging.drop_tables(string_to_array(${dropped.join(' ')}, ' '), ${importId})`);
}
