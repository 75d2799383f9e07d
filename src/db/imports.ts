// Store of imports, and the only code that changes an import's state.
import { and, desc, eq, getTableColumns, inArray, ne, sql } from 'drizzle-orm';
import { type StepFacts, toImportEvent } from '../model/domain-event.ts';
import { type Import, type ImportState, importTransitions } from '../model/import.ts';
import { parseLeftOut } from '../model/left-out.ts';
import { parseReadAs } from '../model/read-as.ts';
import { currentFormulaRule, type FormulaRule } from '../model/spreadsheet-safe.ts';
import { listStatesBefore } from '../model/state-machine.ts';
import { afterCommit } from './after-commit-events.ts';
import type { Range } from './range.ts';
import { importTable } from './schema/import-table.ts';
import type { Queryable, Transaction } from './transaction.ts';

type ImportRow = typeof importTable.$inferSelect;
type Change = Partial<Omit<typeof importTable.$inferInsert, 'workspaceId' | 'id' | 'state'>>;

export type Share = Pick<
  typeof importTable.$inferInsert,
  | 'workspaceId'
  | 'channelId'
  | 'shareTs'
  | 'slackFileId'
  | 'threadTs'
  | 'fileName'
  | 'fileSize'
  | 'requestedBy'
  | 'addressed'
  | 'organizationId'
  | 'organizationName'
  | 'action'
  | 'instructions'
>;

/** Identifies one import. Every lookup includes the workspace. */
export type ImportKey = { readonly workspaceId: string; readonly importId: number };

const isImport = ({ workspaceId, importId }: ImportKey) =>
  and(eq(importTable.workspaceId, workspaceId), eq(importTable.id, importId));

/** Records a shared file. @returns the id of the new import; null if this share is already recorded */
export async function insertImport(db: Queryable, share: Share): Promise<number | null> {
  const [inserted] = await db.insert(importTable).values(share).onConflictDoNothing().returning();
  if (!inserted) return null;
  afterCommit(db, toImportEvent(toImport(inserted), {}, {}));
  return inserted.id;
}

export async function findImport(db: Queryable, key: ImportKey): Promise<Import | null> {
  const [row] = await db.select().from(importTable).where(isImport(key));
  return row ? toImport(row) : null;
}

/**
 * Locks an import until the transaction ends. Other transactions that change the import wait; without the lock, a
 * `repeatable read` transaction would fail at its end and lose everything that it wrote.
 */
export async function lockImport(tx: Transaction, key: ImportKey): Promise<void> {
  await tx.select({ id: importTable.id }).from(importTable).where(isImport(key)).for('no key update');
}

/** The columns that the engine needs and messages don't show. */
export async function findImportDetails(db: Queryable, key: ImportKey) {
  const { header, fileDigest, stagedRows, fingerprint, planBasis, problemFileId, ...rest } =
    getTableColumns(importTable);
  const { problemRows, choices, leftOut, cellsFiles, readAs, letters, baseExportId, operationId } = rest;
  const engine = {
    header,
    fileDigest,
    stagedRows,
    fingerprint,
    planBasis,
    problemFileId,
    problemRows,
    choices,
    leftOut,
    cellsFiles,
    readAs,
    letters,
    baseExportId,
    operationId,
  };
  const [row] = await db.select(engine).from(importTable).where(isImport(key));
  if (!row) return null;
  return { ...row, readAs: parseReadAs(row.readAs), leftOut: parseLeftOut(row.leftOut) };
}

/**
 * Earlier rounds with the same copy of an export: the other applied imports of the member who shared `record`, of files that
 * were made from the same export.
 *
 * @returns their ids
 */
export async function findLineage(
  db: Queryable,
  { workspaceId, id, requestedBy }: Pick<Import, 'workspaceId' | 'id' | 'requestedBy'>,
  baseExportId: number | null,
): Promise<readonly number[]> {
  if (baseExportId === null) return [];
  const rows = await db
    .select({ id: importTable.id })
    .from(importTable)
    .where(
      and(
        eq(importTable.workspaceId, workspaceId),
        eq(importTable.baseExportId, baseExportId),
        eq(importTable.requestedBy, requestedBy),
        eq(importTable.state, 'applied'),
        ne(importTable.id, id),
      ),
    )
    .orderBy(importTable.id);
  return rows.map((row) => row.id);
}

/**
 * Moves an import to `state` and makes the change, if `importTransitions` allows that from the import's current state.
 *
 * @param facts only for the domain event
 * @returns the import afterwards; null if the transition is not allowed (anymore)
 */
export async function transitionImport(
  db: Queryable,
  key: ImportKey,
  state: ImportState,
  change: Change = {},
  facts: StepFacts = {},
): Promise<Import | null> {
  const [row] = await db
    .update(importTable)
    .set({ ...change, state })
    .where(and(isImport(key), inArray(importTable.state, listStatesBefore(importTransitions, state))))
    .returning();
  if (!row) return null;
  const moved = toImport(row);
  afterCommit(db, toImportEvent(moved, change, facts));
  return moved;
}

/** Makes a change that doesn't affect the state, such as the message that shows the import. */
export async function updateImport(db: Queryable, key: ImportKey, change: Change): Promise<void> {
  await db.update(importTable).set(change).where(isImport(key));
}

/**
 * Stores where the bot's message is, unless another process has posted one since `before` was read.
 * @returns the import as it is then
 */
export async function recordMessage(
  tx: Transaction,
  key: ImportKey,
  before: ShownMessage,
  shown: ShownMessage,
): Promise<Import | null> {
  const { messageTs, way, direct, told } = shown;
  const isShownAsBefore =
    messageTs === before.messageTs &&
    way === before.way &&
    direct?.ts === before.direct?.ts &&
    told === before.told;
  if (!isShownAsBefore) {
    const isUnchanged = sql`${importTable.messageTs} is not distinct from ${before.messageTs}`;
    await tx
      .update(importTable)
      .set({ messageTs, way, direct, told })
      .where(and(isImport(key), isUnchanged));
  }
  return findImport(tx, key);
}

/** Where the bot's message about an import is. */
export type ShownMessage = Pick<Import, 'messageTs' | 'way' | 'direct' | 'told'>;

/** Stores Slack's id of the problem file with these rows, unless a newer plan has other problem rows. */
export async function recordProblemFile(
  db: Queryable,
  key: ImportKey,
  problemRows: string,
  problemFileId: string,
): Promise<void> {
  await db
    .update(importTable)
    .set({ problemFileId, formulaRule: currentFormulaRule })
    .where(and(isImport(key), eq(importTable.problemRows, problemRows)));
}

/** Stores Slack's id of a file of all cells. @param of what is in the file, and where it goes */
export async function recordCellsFile(
  db: Queryable,
  key: ImportKey,
  of: string,
  slackFileId: string,
): Promise<void> {
  const cellsFiles = sql`${importTable.cellsFiles} || jsonb_build_object(${of}::text, ${slackFileId}::text)`;
  await db.update(importTable).set({ cellsFiles }).where(isImport(key));
}

/** @returns the rule of an import's problem file, see spreadsheet-safe.ts; null if there is no such import */
export async function findProblemFileRule(db: Queryable, key: ImportKey): Promise<FormulaRule | null> {
  const { formulaRule } = importTable;
  const [row] = await db.select({ formulaRule }).from(importTable).where(isImport(key));
  return row?.formulaRule ?? null;
}

/** @returns the id of the newest applied import, other than `key`, of a file with the same bytes */
export async function findAppliedBefore(
  db: Queryable,
  key: ImportKey,
  fileDigest: string,
): Promise<number | null> {
  const [row] = await db
    .select({ id: importTable.id })
    .from(importTable)
    .where(
      and(
        eq(importTable.workspaceId, key.workspaceId),
        eq(importTable.fileDigest, fileDigest),
        eq(importTable.state, 'applied'),
        ne(importTable.id, key.importId),
      ),
    )
    .orderBy(desc(importTable.id))
    .limit(1);
  return row?.id ?? null;
}

/** The threads in a channel where members may share files: those of its latest exports and imports. At most 50. */
export async function findRecentThreads(
  db: Queryable,
  workspaceId: string,
  channelId: string,
): Promise<string[]> {
  const rows = await db.execute<{ ts: string }>(sql`
    select ts from (
      select message_ts as ts, created_at from export
      where workspace_id = ${workspaceId} and posted_in = ${channelId} and message_ts is not null
      union all
      select thread_ts, created_at from import
      where workspace_id = ${workspaceId} and channel_id = ${channelId} and state <> 'ignored'
    ) threads
    where created_at > now() - interval '14 days'
    group by ts order by max(created_at) desc limit 50`);
  return rows.map(({ ts }) => ts);
}

/** An import in a list, with Slack's id of its problem file. */
export type ListedImport = Import & { readonly problemFileId: string | null };

/** At most `limit` imports, newest first, without ignored files and after the first `offset`. */
export async function latestImports(
  db: Queryable,
  workspaceId: string,
  { limit, offset }: Range,
): Promise<ListedImport[]> {
  const rows = await db
    .select()
    .from(importTable)
    .where(and(eq(importTable.workspaceId, workspaceId), ne(importTable.state, 'ignored')))
    .orderBy(desc(importTable.id))
    .limit(limit)
    .offset(offset);
  return rows.map((row) => ({ ...toImport(row), problemFileId: row.problemFileId }));
}

function toImport(row: ImportRow): Import {
  const { channelId, threadTs, way, ...rest } = row;
  // Earlier versions posted in the thread or nowhere.
  const knownWay = way ?? (row.messageTs === null ? null : 'thread');
  return { ...rest, way: knownWay, place: { channelId, threadTs } };
}
