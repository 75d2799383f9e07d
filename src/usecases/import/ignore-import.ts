// Leaves a file alone that nobody addressed, and has the member told privately where that helps them.
import { type ImportKey, transitionImport } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { CsvReading } from '../../import/read/read-csv.ts';
import { type FileOffer, looksLikePeople } from '../../model/file-offer.ts';
import type { Import } from '../../model/import.ts';
import { enqueueJob, type JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { enqueueReading } from './advance-import.ts';
import { enqueueDropStaging } from './drop-staging.ts';
import { lockedImport } from './locked-import.ts';

/** A larger file, in bytes, is not read to its end only to count its rows. */
const countedBytes = 1_000_000;

/**
 * @returns null for a file that does not look like end users
 * @throws BadFileError if the file turns out to be bad
 */
export async function offerFor(
  { fileSize }: Import,
  file: CsvReading,
  signal: AbortSignal,
): Promise<FileOffer | null> {
  if (!looksLikePeople(file.header())) return null;
  const hasOrganizations = (file.header().reads ?? []).some(({ meaning }) => meaning.use === 'organization');
  const offer = { kind: 'people', ...(hasOrganizations && { hasOrganizations: true as const }) } as const;
  if (fileSize > countedBytes) return { ...offer, rows: null };
  for await (const _ of file.rows) signal.throwIfAborted();
  return { ...offer, rows: file.progress().rows - (file.header().oddRows?.rows ?? 0) };
}

/**
 * Reads the file again instead if a member has taken it in the meantime.
 *
 * @param before the import as it was when its file began to be read
 */
export async function ignoreImport(
  { inWorkspace }: Context,
  { payload: key }: JobOf<'prepare-import'>,
  before: Import,
  offer: FileOffer | null,
): Promise<void> {
  await inWorkspace(key.workspaceId, async (tx) => {
    const now = (await lockedImport(tx, key))?.record;
    if (!now) return;
    if (now.addressed !== before.addressed || now.organizationId !== before.organizationId) {
      return enqueueReading(tx, key, now);
    }
    await leaveAlone(tx, key, offer);
  });
}

/** Ends an import that nobody noticed; its member is told privately if there is an `offer`. */
export async function leaveAlone(tx: Transaction, key: ImportKey, offer: FileOffer | null): Promise<void> {
  if (!(await transitionImport(tx, key, 'ignored', { offer, finishedAt: new Date() }))) return;
  await enqueueDropStaging(tx, key);
  if (offer) await enqueueJob(tx, 'offer-import', key, { key: String(key.importId) });
}
