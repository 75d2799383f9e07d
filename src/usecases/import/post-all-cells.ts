// Posts a file with all cells of a plan or of a result: in the import's thread, or privately to the member who asked for it
// where the thread may not show them. Once for the same cells.
import { sql } from 'drizzle-orm';
import { applyBulkPlannerSettings } from '../../db/bulk-planner-settings.ts';
import { findImport, findImportDetails, recordCellsFile } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { cellsFileName, writeCellsFile } from '../../import/cells/write-cells-file.ts';
import { planTable } from '../../import/stage/stage.ts';
import { type Import, type MessagePlace, replyPlaceOf } from '../../model/import.ts';
import type { JobOf, Jobs } from '../job-payloads.ts';
import { enqueueJob } from '../job-payloads.ts';
import type { Context, OutgoingFile } from '../ports.ts';
import { withTemporaryFile } from '../temporary-file.ts';
import { cellsFileKey, type FoundCells, findCells } from './all-cells.ts';
import { postWhereAllowed } from './post-where-allowed.ts';

type Payload = Jobs['post-all-cells'];
type Written = { readonly record: Import; readonly file: OutgoingFile };

export async function postAllCells(
  context: Context,
  { payload, signal, assertLease }: JobOf<'post-all-cells'>,
): Promise<void> {
  const { inWorkspace, slack } = context;
  const { workspaceId, memberId } = payload;
  // The member's role may have been taken away since the click.
  if (!(await slack.isAllowed(workspaceId, memberId, 'see results'))) return;
  const earlier = await findEarlierFile(context, payload);
  if (earlier === 'posted') return;
  await withTemporaryFile(async (path) => {
    const written = await write(context, payload, path, signal);
    if (!written) return;
    const { record, file } = written;
    await postWhereAllowed(record, memberId, async (place) => {
      const begin = async (slackFileId: string) => {
        // Asked right before anyone can see the file: the answer may have changed since the click.
        const now = (await isExposed(context, record, place))
          ? { channelId: memberId, threadTs: null }
          : place;
        await inWorkspace(workspaceId, async (tx) => {
          await assertLease(tx);
          await recordCellsFile(tx, payload, cellsFileKey(payload, isToMember(record, now)), slackFileId);
        });
        return now;
      };
      await slack.files.postCells(record, payload.of, file, { signal, begin, wasLost: earlier === 'lost' });
    });
  });
}

/** Whether others than the member can read this place and must not. */
const isExposed = async (
  { slack }: Context,
  { workspaceId, place: thread, sharedOutside }: Import,
  place: MessagePlace,
): Promise<boolean> =>
  place.channelId === thread.channelId &&
  (sharedOutside || (await slack.hiddenBecause(workspaceId, thread.channelId)) !== null);

/** Not for everyone who can read the thread. */
const isToMember = ({ place }: Import, { channelId }: MessagePlace): boolean => channelId !== place.channelId;

/** What became of the file of an earlier run, or of an earlier click. */
async function findEarlierFile(context: Context, payload: Payload): Promise<'posted' | 'lost' | null> {
  const { inWorkspace, slack } = context;
  const { workspaceId, memberId } = payload;
  const { record, details } = await inWorkspace(workspaceId, async (tx) => ({
    record: await findImport(tx, payload),
    details: await findImportDetails(tx, payload),
  }));
  if (!record || !details) return null;
  const place = replyPlaceOf(record, memberId);
  const toMember = isToMember(record, place) || (await isExposed(context, record, place));
  const { cellsFiles } = details;
  // The thread may have refused it: then the member has it.
  const slackFileId =
    cellsFiles[cellsFileKey(payload, true)] ??
    (toMember ? undefined : cellsFiles[cellsFileKey(payload, false)]);
  if (slackFileId === undefined) return null;
  const found = await slack.files.findPosted({ workspaceId, slackFileId });
  return found && (found === 'lost' ? 'lost' : 'posted');
}

/** @returns null when there is nothing to post anymore */
function write(
  { inWorkspace }: Context,
  payload: Payload,
  path: string,
  signal: AbortSignal,
): Promise<Written | null> {
  return inWorkspace(payload.workspaceId, async (tx) => {
    const found = await findHeldCells(tx, payload);
    if (found.outcome !== 'found' || found.of !== payload.of) {
      await reportLostCellsFile(tx, payload, null);
      return null;
    }
    const { record, of, cells } = found;
    await applyBulkPlannerSettings(tx, payload.workspaceId, record.plan?.rows ?? 0);
    const { start } = await writeCellsFile(tx, of, cells, path, signal, record.plan?.subject);
    return { record, file: { path, start, name: cellsFileName(record.fileName) } };
  });
}

/** Until the transaction ends, no other plan can replace this one. Not by the import's lock, for which an approval would wait. */
async function findHeldCells(tx: Transaction, payload: Payload): Promise<FoundCells> {
  const found = await findCells(tx, payload, payload.planNumber);
  if (found.outcome !== 'found' || found.of === 'result') return found;
  await tx.execute(sql`select from ${planTable(payload.importId)} limit 0`);
  return findCells(tx, payload, payload.planNumber);
}

/** Tells the thread that the file won't arrive. @param reference the error reference in the log, if an error was logged */
export async function reportLostCellsFile(
  tx: Transaction,
  payload: Payload,
  reference: string | null,
): Promise<void> {
  const record = await findImport(tx, payload);
  if (!record) return;
  const { channelId, threadTs } = replyPlaceOf(record, payload.memberId);
  await enqueueJob(tx, 'say', {
    words: 'cells-file-lost',
    reference,
    workspaceId: payload.workspaceId,
    channelId,
    threadTs,
    to: record.messageTs ?? String(record.id),
    memberId: payload.memberId,
  });
}
