// The staging area: the checked rows of one import, in tables of its own that go when the import ends.
//
// Unlogged and without constraints, so that COPY is as fast as it can be. A crash of Postgres empties unlogged
// tables: whoever reads them compares the number of rows with what was staged.
import { pipeline } from 'node:stream/promises';
import { type SQL, sql } from 'drizzle-orm';
import { copyFrom, encodeCopyRow } from '../../db/copy.ts';
import type { Queryable, Transaction } from '../../db/transaction.ts';
import { fields } from '../../model/columns.ts';
import type { CheckedRow } from '../../model/row.ts';

/** The rows: `line`, `problem`, `ref_import`, `ref_line`, `uploaded`, then the 21 columns. */
export const rowTable = (importId: number): SQL => sql.raw(`staging.row_${Math.trunc(importId)}`);

/** What would happen to each row; see plan-rows.ts. */
export const planTable = (importId: number): SQL => sql.raw(`staging.plan_${Math.trunc(importId)}`);

const copiedColumns = [
  'line',
  'problem',
  'ref_import',
  'ref_line',
  'uploaded',
  'customer_id',
  'contact_id',
  ...fields,
];

/** Puts all rows into a fresh staging area. Gives how many there are. */
export async function stageRows(
  tx: Transaction,
  importId: number,
  batches: AsyncIterable<readonly CheckedRow[]>,
  signal: AbortSignal,
): Promise<number> {
  await dropStagingTables(tx, importId);
  await tx.execute(sql`
    create unlogged table ${rowTable(importId)} (
      line integer, problem text, ref_import bigint, ref_line integer, uploaded text,
      customer_id bigint, contact_id bigint, ${sql.raw(fields.map((field) => `${field} text`).join(', '))}
    )`);
  let rows = 0;
  async function* lines() {
    for await (const batch of batches) {
      rows += batch.length;
      yield batch.map(toCopyText).join('');
    }
  }
  await pipeline(lines, copyFrom(tx, `staging.row_${importId}`, copiedColumns, { signal }));
  // The tables are new: without figures of their own the planner takes them for tiny and loops over them.
  await tx.execute(sql`analyze ${rowTable(importId)}`);
  await restrictToWorkspace(tx, rowTable(importId));
  return rows;
}

/** Only the workspace of the transaction sees the table's rows from now on. A COPY into it is refused then, too. */
export async function restrictToWorkspace(tx: Transaction, table: SQL): Promise<void> {
  await tx.execute(sql`alter table ${table} enable row level security, force row level security`);
  const [own] = await tx.execute(sql`select quote_literal(current_setting('endusers.workspace')) as id`);
  await tx.execute(sql`
    create policy own_workspace on ${table}
    using (current_setting('endusers.workspace', true) = ${sql.raw(own?.id as string)})`);
}

/** How many rows the staging area holds; 0 where it is gone. */
export async function countStagedRows(db: Queryable, importId: number): Promise<number> {
  const [found] = await db.execute(
    sql`select to_regclass(${`staging.row_${importId}`}) is not null as there`,
  );
  if (!found?.there) return 0;
  const [counted] = await db.execute(sql`select count(*)::integer as rows from ${rowTable(importId)}`);
  return counted?.rows as number;
}

export async function dropStagingTables(tx: Queryable, importId: number): Promise<void> {
  await tx.execute(sql`drop table if exists ${rowTable(importId)}, ${planTable(importId)}`);
}

function toCopyText({ line, cells, problems, ref, uploaded }: CheckedRow): string {
  const [customerId, contactId, ...values] = cells;
  return encodeCopyRow([
    String(line),
    problems.length > 0 ? problems.map((problem) => problem.text).join('; ') : null,
    ref && String(ref.importId),
    ref && String(ref.line),
    uploaded && JSON.stringify(uploaded),
    customerId || null,
    contactId || null,
    ...values,
  ]);
}
