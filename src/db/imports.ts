// Store of imports: the only place where the state of one changes.
import { and, desc, eq, getTableColumns, inArray, ne, sql } from 'drizzle-orm';
import { toImportEvent, type StepFacts } from '../model/domain-event.ts';
import { type Import, type ImportState, importTransitions } from '../model/import.ts';
import { listStatesBefore } from '../model/state-machine.ts';
import { afterCommit } from './after-commit-events.ts';
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
>;

/** Names one import; every look-up carries the workspace. */
export type ImportKey = { readonly workspaceId: string; readonly importId: number };

const isImport = ({ workspaceId, importId }: ImportKey) =>
  and(eq(importTable.workspaceId, workspaceId), eq(importTable.id, importId));

/** Notes a shared file. Gives its id, or `null` when this very share is known already. */
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
 * Locks an import until the transaction ends, so that nothing about it changes meanwhile: what would change it waits,
 * where a `repeatable read` transaction would otherwise fail at its end with all that it wrote.
 */
export async function lockImport(tx: Transaction, key: ImportKey): Promise<void> {
  await tx.select({ id: importTable.id }).from(importTable).where(isImport(key)).for('no key update');
}

/** What the engine needs beyond what is shown. */
export async function findImportDetails(db: Queryable, key: ImportKey) {
  const { header, fileDigest, stagedRows, fingerprint, problemFileId, ...rest } =
    getTableColumns(importTable);
  const { problemRows, choices, baseExportId, operationId } = rest;
  const engine = {
    header,
    fileDigest,
    stagedRows,
    fingerprint,
    problemFileId,
    problemRows,
    choices,
    baseExportId,
    operationId,
  };
  const [row] = await db.select(engine).from(importTable).where(isImport(key));
  return row ?? null;
}

/**
 * Takes an import a step further: to `state`, when `importSteps` allows that from where it is, setting `change`
 * with it. Gives the import after the step, or `null` when the step is not allowed (any more). `facts` are only told.
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
  const stepped = toImport(row);
  afterCommit(db, toImportEvent(stepped, change, facts));
  return stepped;
}

/** Sets what doesn't change the state, such as the message that shows the import. */
export async function updateImport(db: Queryable, key: ImportKey, change: Change): Promise<void> {
  await db.update(importTable).set(change).where(isImport(key));
}

/** Notes Slack's id of the problem file with these rows, unless the plan has others by now. */
export async function recordProblemFile(
  db: Queryable,
  key: ImportKey,
  problemRows: string,
  problemFileId: string,
): Promise<void> {
  await db
    .update(importTable)
    .set({ problemFileId })
    .where(and(isImport(key), eq(importTable.problemRows, problemRows)));
}

/** The newest import of the very same bytes that was applied, other than `key`. */
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

/** The threads in a channel in which files may come back: of the latest exports there, and of imports. */
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

/** The newest imports first, without those that were none of our business. */
export async function latestImports(db: Queryable, workspaceId: string, limit: number): Promise<Import[]> {
  const rows = await db
    .select()
    .from(importTable)
    .where(and(eq(importTable.workspaceId, workspaceId), ne(importTable.state, 'ignored')))
    .orderBy(desc(importTable.id))
    .limit(limit);
  return rows.map(toImport);
}

function toImport(row: ImportRow): Import {
  const { channelId, threadTs, ...rest } = row;
  return { ...rest, place: { channelId, threadTs } };
}
