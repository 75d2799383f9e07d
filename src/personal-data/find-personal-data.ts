// Collects all that is stored about one end user.
import { sql } from 'drizzle-orm';
import { findWholeHistory } from '../db/cell-history.ts';
import { findEndUser } from '../db/end-users.ts';
import { history } from '../db/history.ts';
import type { Transaction } from '../db/transaction.ts';
import { rowTable } from '../import/stage/stage.ts';
import { columnNames } from '../model/columns.ts';
import type { EndUserKey } from '../model/end-user.ts';
import type { KeptRow, PersonalData } from '../model/personal-data.ts';
import { findExportsOf, findImportThreads } from './places-in-slack.ts';
import { findStagedRows, type StagedRows } from './staged-rows-of.ts';
import { findTraces, leftOutRowsOf } from './traces.ts';

/** @returns null if nothing is stored about them, not even in the history */
export async function findPersonalData(tx: Transaction, key: EndUserKey): Promise<PersonalData | null> {
  const traces = await findTraces(tx, key);
  if (!traces) return null;
  const { workspaceId, endUserId } = key;
  const staged = await findStagedRows(tx, traces);
  const importIds = [...traces.lines.keys(), ...staged.map(({ importId }) => importId)];
  const [row] = await tx.execute<{ createdAt: string }>(sql`
    select created_at as "createdAt" from end_user
    where workspace_id = ${workspaceId} and id = ${endUserId}::bigint`);
  return {
    endUserId,
    endUser: await findEndUser(tx, key),
    createdAt: row ? new Date(row.createdAt) : null,
    changes: (await findWholeHistory(tx, key)).reverse(),
    wholeRows: await findWholeRows(tx, key),
    importRefs: await tx.execute<{ importId: number; line: number }>(sql`
      select import_id::float8 as "importId", line from import_ref
      where workspace_id = ${workspaceId} and end_user_id = ${endUserId}::bigint order by 1, 2`),
    leftOutRows: await tx.execute<KeptRow>(sql`
      select import_id::float8 as "importId", line, cells from left_out_row
      where workspace_id = ${workspaceId} and (import_id, line) in (${leftOutRowsOf(traces)}) order by 1, 2`),
    waitingRows: (
      await Promise.all(staged.filter(({ isOutdated }) => !isOutdated).map((of) => findWaitingRows(tx, of)))
    ).flat(),
    imports: await findImportThreads(tx, workspaceId, importIds),
    exports: await findExportsOf(tx, key),
  };
}

const findWholeRows = (tx: Transaction, { workspaceId, endUserId }: EndUserKey) =>
  tx.execute<PersonalData['wholeRows'][number]>(sql`
    select operation_id::float8 as "operationId", coalesce(before, after) as values from ${history} c
    where workspace_id = ${workspaceId} and end_user_id = ${endUserId}::bigint and (before is null or after is null)
    order by operation_id`);

async function findWaitingRows(tx: Transaction, { importId, lines }: StagedRows): Promise<KeptRow[]> {
  const cells = sql.raw(columnNames.map((column) => `'${column}', t.${column}`).join(', '));
  const rows = await tx.execute<Omit<KeptRow, 'importId'>>(sql`
    select t.line, jsonb_strip_nulls(jsonb_build_object(${cells})) as cells from ${rowTable(importId)} t
    where t.line = any(${`{${lines.join()}}`}::integer[]) order by t.line`);
  return rows.map((row) => ({ importId, ...row }));
}
