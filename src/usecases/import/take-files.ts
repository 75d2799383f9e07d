// Takes files that the bot left alone: a member chose so in the private message, or said so later in Slack.
import { type ImportKey, transitionImport, updateImport } from '../../db/imports.ts';
import { findOrganization } from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import {
  type FilesPlace,
  isFileWaiting,
  lockWaitingFile,
  lockWaitingFiles,
  type WaitingFile,
} from '../../db/waiting-files.ts';
import { type FileShare, isAppId } from '../../model/file-share.ts';
import type { Context } from '../ports.ts';
import { enqueueReading, enqueueShowing } from './advance-import.ts';
import { organizationNamedBy } from './organization-named-by.ts';

/** What a member says about the files of a place. `addressed`: by mentioning the bot. */
export type Said = Pick<FileShare, 'requestedBy' | 'addressed' | 'organizationId' | 'organizationText'>;

/**
 * Takes all waiting files of a place. A file that no one was told about is only read again when the member names an
 * organization without mentioning the bot: as if they had named it at once.
 *
 * @returns `unknown organization`: nothing was taken, since no organization has the id or a name like that
 */
export function takeFiles(
  { inWorkspace }: Context,
  place: FilesPlace,
  said: Said,
): Promise<'taken' | 'nothing waits' | 'unknown organization'> {
  return inWorkspace(place.workspaceId, async (tx) => {
    const waiting = await lockWaitingFiles(tx, place);
    if (waiting.length === 0) return 'nothing waits';
    const organization = await organizationNamedBy(tx, place.workspaceId, said);
    if (said.organizationId !== null && !organization) return 'unknown organization';
    if (!said.addressed && !organization) {
      const isExpected = said.organizationText != null && waiting.some(({ isOffered }) => isOffered);
      return isExpected ? 'unknown organization' : 'nothing waits';
    }
    for (const file of waiting) {
      const addressed = said.addressed || file.isOffered;
      const by = said.requestedBy;
      await takeFile(tx, place.workspaceId, file, {
        by,
        addressed,
        organizationId: organization?.id ?? null,
      });
    }
    return 'taken';
  });
}

/** Whether what a member says in this place could be about a file. */
export function hasWaitingFile({ inWorkspace }: Context, place: FilesPlace): Promise<boolean> {
  return inWorkspace(place.workspaceId, (tx) => isFileWaiting(tx, place));
}

/**
 * @param organizationId null: the organizations that the rows name
 * @returns false when the file was taken before, or is too old, or the organization is gone
 */
export function takeFileInto(
  { inWorkspace }: Context,
  key: ImportKey & { readonly memberId: string },
  organizationId: number | null,
): Promise<boolean> {
  const { workspaceId } = key;
  return inWorkspace(workspaceId, async (tx) => {
    const file = await lockWaitingFile(tx, key);
    if (!file) return false;
    if (organizationId !== null && !(await findOrganization(tx, workspaceId, organizationId))) return false;
    await takeFile(tx, workspaceId, file, { by: key.memberId, addressed: true, organizationId });
    return true;
  });
}

type Taking = {
  /** The member who takes it. */
  readonly by: string;
  readonly addressed: boolean;
  readonly organizationId: number | null;
};

async function takeFile(
  tx: Transaction,
  workspaceId: string,
  { importId, state, fileSize, requestedBy, askedBy }: WaitingFile,
  { by, addressed, organizationId }: Taking,
): Promise<void> {
  const key = { workspaceId, importId };
  const change = {
    addressed,
    ...(organizationId !== null && { organizationId }),
    ...(isAppId(requestedBy)
      ? { requestedBy: by }
      : by !== requestedBy && { askedBy: [...new Set([...askedBy, by])] }),
  };
  // A job that reads the file looks at this before it leaves the file alone.
  if (state !== 'ignored') return updateImport(tx, key, change);
  await transitionImport(tx, key, 'received', { ...change, offer: null, reason: null, finishedAt: null });
  if (addressed) await enqueueShowing(tx, key);
  await enqueueReading(tx, key, { fileSize });
}
