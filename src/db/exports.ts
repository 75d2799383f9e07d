// Store of exports, and the only code that changes an export's state.
import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import { toExportEvent } from '../model/domain-event.ts';
import { type Export, type ExportState, exportTransitions } from '../model/export.ts';
import type { FormulaRule } from '../model/spreadsheet-safe.ts';
import { listStatesBefore } from '../model/state-machine.ts';
import { afterCommit } from './after-commit-events.ts';
import type { Range } from './range.ts';
import { exportTable } from './schema/export-table.ts';
import { organization } from './schema/organization-table.ts';
import type { Queryable } from './transaction.ts';

type Change = Partial<Omit<typeof exportTable.$inferInsert, 'workspaceId' | 'id' | 'state'>>;

export type ExportRequest = Pick<
  typeof exportTable.$inferInsert,
  | 'workspaceId'
  | 'kind'
  | 'requestedBy'
  | 'organizationId'
  | 'forImport'
  | 'withCustom'
  | 'archived'
  | 'withOldIds'
  | 'asOf'
  | 'beforeImport'
  | 'channelId'
  | 'isPrivate'
>;

/** Identifies one export. Every lookup includes the workspace. */
export type ExportKey = { readonly workspaceId: string; readonly exportId: number };

const isExport = ({ workspaceId, exportId }: ExportKey) =>
  and(eq(exportTable.workspaceId, workspaceId), eq(exportTable.id, exportId));

/** @returns the id of the new export */
export async function insertExport(db: Queryable, request: ExportRequest): Promise<number> {
  const [inserted] = await db.insert(exportTable).values(request).returning({ id: exportTable.id });
  if (!inserted) throw new Error('the insert of an export returned no id');
  const { workspaceId, kind } = request;
  afterCommit(db, { workspaceId, exportId: inserted.id, what: 'export requested', kind });
  return inserted.id;
}

export async function findExport(db: Queryable, key: ExportKey): Promise<Export | null> {
  const [row] = await selectExports(db).where(isExport(key));
  return row ?? null;
}

/** @returns the export whose message starts the thread; null if none does */
export async function findExportByThread(
  db: Queryable,
  workspaceId: string,
  place: { channelId: string; threadTs: string },
): Promise<Export | null> {
  const [row] = await selectExports(db).where(
    and(
      eq(exportTable.workspaceId, workspaceId),
      eq(exportTable.postedIn, place.channelId),
      eq(exportTable.messageTs, place.threadTs),
    ),
  );
  return row ?? null;
}

/** @returns the newest export whose file has this name */
export async function findExportByFileName(
  db: Queryable,
  workspaceId: string,
  fileName: string,
): Promise<Export | null> {
  const [row] = await selectExports(db)
    .where(and(eq(exportTable.workspaceId, workspaceId), eq(exportTable.fileName, fileName)))
    .orderBy(desc(exportTable.id))
    .limit(1);
  return row ?? null;
}

/**
 * @param time as in the names of exports: `2026_11_22_09_05_07`
 * @returns the exports whose file names have this time, the newest first: those of one second
 */
export async function findExportsOfTime(
  db: Queryable,
  workspaceId: string,
  time: string,
): Promise<readonly Export[]> {
  return selectExports(db)
    .where(and(eq(exportTable.workspaceId, workspaceId), sql`strpos(${exportTable.fileName}, ${time}) > 0`))
    .orderBy(desc(exportTable.id));
}

/** @returns which changes the export's file contains, see `currentSnapshot`; null if there is no file */
export async function findSnapshot(db: Queryable, key: ExportKey): Promise<string | null> {
  const [row] = await db.select({ snapshot: exportTable.snapshot }).from(exportTable).where(isExport(key));
  return row?.snapshot ?? null;
}

/** @returns the rule of an export's file, see spreadsheet-safe.ts; null if there is no such export */
export async function findExportRule(db: Queryable, key: ExportKey): Promise<FormulaRule | null> {
  const { formulaRule } = exportTable;
  const [row] = await db.select({ formulaRule }).from(exportTable).where(isExport(key));
  return row?.formulaRule ?? null;
}

/**
 * Moves an export to `state` and makes the change, if `exportTransitions` allows that from the export's current state.
 *
 * @returns whether it was allowed
 */
export async function transitionExport(
  db: Queryable,
  key: ExportKey,
  state: Exclude<ExportState, 'requested'>,
  change: Change,
): Promise<boolean> {
  const updated = await db
    .update(exportTable)
    .set({ ...change, state })
    .where(and(isExport(key), inArray(exportTable.state, listStatesBefore(exportTransitions, state))))
    .returning({ id: exportTable.id });
  if (updated.length > 0) afterCommit(db, toExportEvent(key, state, change.reason ?? null));
  return updated.length > 0;
}

/** Makes a change that doesn't affect the state, such as the message that shows the export. */
export async function updateExport(db: Queryable, key: ExportKey, change: Change): Promise<void> {
  await db.update(exportTable).set(change).where(isExport(key));
}

/** At most `limit` exports with a posted file, newest first, after the first `offset`. */
export async function latestExports(
  db: Queryable,
  workspaceId: string,
  { limit, offset }: Range,
): Promise<Export[]> {
  return selectExports(db)
    .where(and(eq(exportTable.workspaceId, workspaceId), eq(exportTable.state, 'posted')))
    .orderBy(desc(exportTable.id))
    .limit(limit)
    .offset(offset);
}

function selectExports(db: Queryable) {
  return db
    .select({ ...getTableColumns(exportTable), organizationName: organization.name })
    .from(exportTable)
    .leftJoin(
      organization,
      and(
        eq(organization.workspaceId, exportTable.workspaceId),
        eq(organization.id, exportTable.organizationId),
      ),
    )
    .$dynamic();
}
