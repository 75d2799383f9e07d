// The controls of the private message about a file that nobody addressed: import it, or not now.
import { takeFileInto, takeFiles } from '../../usecases/import/take-files.ts';
import type { View } from '../block-kit/view.ts';
import type { SlackContext } from '../context.ts';
import { fileNotTaken } from '../views/import/file-not-taken.ts';
import { readFilesOfThread } from '../views/import/files-of-thread.ts';
import { readTaken } from '../views/import/organization-picker.ts';
import type { Click } from './on-action.ts';

/** The import goes on in the file's thread, for everyone to see. */
export async function clickTakeFile(
  context: SlackContext,
  { workspaceId, memberId, value }: Click,
): Promise<View | null> {
  const chosen = readTaken(value);
  if (!chosen) return null;
  const { importId, organizationId } = chosen;
  const isTaken = await takeFileInto(context, { workspaceId, importId, memberId }, organizationId);
  return isTaken ? null : fileNotTaken();
}

/** The member named no organization exactly in the thread, and was asked which one they meant. */
export async function clickTakeFilesOfThread(
  context: SlackContext,
  { workspaceId, channelId, memberId, value }: Click,
): Promise<View | null> {
  const chosen = readFilesOfThread(value);
  if (!chosen) return null;
  const { threadTs, organizationId } = chosen;
  const said = { requestedBy: memberId, addressed: true, organizationId, organizationText: null };
  const outcome = await takeFiles(context, { workspaceId, channelId, threadTs }, said);
  return outcome === 'taken' ? null : fileNotTaken();
}
