// Store of files that nobody addressed, and that members may still have the bot take.
import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { type FileOffer, takeableDays } from '../model/file-offer.ts';
import type { ImportState } from '../model/import.ts';
import { findImport, type ImportKey } from './imports.ts';
import { importTable } from './schema/import-table.ts';
import type { Queryable, Transaction } from './transaction.ts';

/** The files of a thread, or those of one message. */
export type FilesPlace = { readonly workspaceId: string; readonly channelId: string } & (
  | { readonly threadTs: string }
  | { readonly shareTs: string }
);

export type WaitingFile = {
  readonly importId: number;
  readonly state: ImportState;
  /** Whether the member was told about it privately. */
  readonly isOffered: boolean;
  readonly fileSize: number;
  readonly requestedBy: string;
  readonly askedBy: readonly string[];
};

const columns = {
  importId: importTable.id,
  state: importTable.state,
  isOffered: sql<boolean>`${importTable.offer} is not null`,
  fileSize: importTable.fileSize,
  requestedBy: importTable.requestedBy,
  askedBy: importTable.askedBy,
};

const isRecent = gt(importTable.createdAt, sql`now() - make_interval(days => ${takeableDays})`);

/** Ignored, or not read yet, so that the bot has not decided. */
const isWaiting = and(
  or(
    eq(importTable.state, 'ignored'),
    and(
      inArray(importTable.state, ['received', 'reading']),
      eq(importTable.addressed, false),
      isNull(importTable.messageTs),
    ),
  ),
  isRecent,
);

const isIn = ({ workspaceId, channelId, ...place }: FilesPlace) =>
  and(
    eq(importTable.workspaceId, workspaceId),
    eq(importTable.channelId, channelId),
    'threadTs' in place ? eq(importTable.threadTs, place.threadTs) : eq(importTable.shareTs, place.shareTs),
  );

/** Locks the waiting files of a place until the transaction ends: another process that takes them waits. */
export function lockWaitingFiles(tx: Transaction, place: FilesPlace): Promise<WaitingFile[]> {
  return tx
    .select(columns)
    .from(importTable)
    .where(and(isIn(place), isWaiting))
    .orderBy(asc(importTable.id))
    .for('no key update');
}

export async function isFileWaiting(db: Queryable, place: FilesPlace): Promise<boolean> {
  const rows = await db
    .select(columns)
    .from(importTable)
    .where(and(isIn(place), isWaiting))
    .limit(1);
  return rows.length > 0;
}

/** Locks one waiting file. @returns null when the bot has taken it, or it is too old */
export async function lockWaitingFile(
  tx: Transaction,
  { workspaceId, importId }: ImportKey,
): Promise<WaitingFile | null> {
  const [row] = await tx
    .select(columns)
    .from(importTable)
    .where(and(eq(importTable.workspaceId, workspaceId), eq(importTable.id, importId), isWaiting))
    .for('no key update');
  return row ?? null;
}

/** @returns null when there is nothing to tell: the file was taken, or is not worth it */
export async function findOffer(db: Queryable, key: ImportKey) {
  const record = await findImport(db, key);
  const [row] = await db
    .select({ offer: importTable.offer, shareTs: importTable.shareTs })
    .from(importTable)
    .where(and(eq(importTable.workspaceId, key.workspaceId), eq(importTable.id, key.importId)));
  if (record?.state !== 'ignored' || !row?.offer) return null;
  const offer: FileOffer = row.offer;
  const isInThread = row.shareTs !== record.place.threadTs;
  return { record, offer, isInThread };
}
