// Posts the rows that a plan leaves out as a file in the import's thread, to be fixed there, or privately to the member who
// shared the file where the thread may not show them. Once for the same rows.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { findImport, findImportDetails, recordProblemFile, updateImport } from '../../db/imports.ts';
import { saveLeftOutRows } from '../../import/problems/left-out-rows.ts';
import { problemFileName, writeProblemFile } from '../../import/problems/problem-file.ts';
import { readProblemRows } from '../../import/problems/problem-rows.ts';
import { countStagedRows } from '../../import/stage/stage.ts';
import { byteOrderMark } from '../../model/byte-order-mark.ts';
import type { HiddenBecause } from '../../model/hidden-because.ts';
import { type Import, type ImportState, isTold, type MessagePlace, whyHidden } from '../../model/import.ts';
import type { JobOf, Jobs } from '../job-payloads.ts';
import type { Context, OutgoingFile } from '../ports.ts';
import { withTemporaryFile } from '../temporary-file.ts';
import { lockedImport } from './locked-import.ts';
import { postWhereAllowed } from './post-where-allowed.ts';
import { reportLostProblemFile } from './report-lost-problem-file.ts';

/** A plan that was applied before its problem file was posted has left out the same rows. */
const isOver: ReadonlySet<ImportState> = new Set(['applied', 'unneeded']);
const waitsForFile: ReadonlySet<ImportState> = new Set(['planned', 'planning', 'applying', ...isOver]);

type Written = { readonly record: Import; readonly file: OutgoingFile };

export async function postProblemFile(
  context: Context,
  { payload, signal, assertLease }: JobOf<'post-problem-file'>,
): Promise<void> {
  const earlier = await findEarlierFile(context, payload);
  if (earlier === 'posted') return;
  const { inWorkspace, slack } = context;
  const { workspaceId } = payload;
  await withTemporaryFile(async (path) => {
    const written = await write(context, payload, path);
    if (!written) return;
    const { record, file } = written;
    const { requestedBy } = record;
    await postWhereAllowed(record, requestedBy, async (place) => {
      const hidden = await whyHiddenIn(context, record, place);
      const begin = async (fileId: string) => {
        await inWorkspace(workspaceId, async (tx) => {
          await assertLease(tx);
          await recordProblemFile(tx, payload, payload.problemRows, fileId);
        });
        // Asked right before anyone can see the file: the answer may have changed.
        const isHidden = (await whyHiddenIn(context, record, place)) !== null;
        return isHidden ? { channelId: requestedBy, threadTs: null } : place;
      };
      const shown = hidden ? { ...record, hiddenBecause: hidden } : record;
      await slack.files.postProblems(shown, file, { signal, begin, wasLost: earlier === 'lost' });
    });
  });
}

/** Only the member reads direct messages. */
async function whyHiddenIn(
  { slack }: Context,
  record: Import,
  { channelId }: MessagePlace,
): Promise<HiddenBecause | null> {
  if (channelId !== record.place.channelId) return null;
  return whyHidden(record) ?? (await slack.hiddenBecause(record.workspaceId, channelId));
}

/** What became of the file of an earlier run. */
async function findEarlierFile(
  context: Context,
  payload: Jobs['post-problem-file'],
): Promise<'posted' | 'lost' | null> {
  const { inWorkspace, slack } = context;
  const { workspaceId, problemRows } = payload;
  const { details, record } = await inWorkspace(workspaceId, async (tx) => ({
    details: await findImportDetails(tx, payload),
    record: await findImport(tx, payload),
  }));
  const slackFileId = details?.problemRows === problemRows ? details.problemFileId : null;
  if (!record || slackFileId === null) return null;
  const found = await slack.files.findPosted({ workspaceId, slackFileId });
  return found && (found === 'lost' ? 'lost' : 'posted');
}

/**
 * Holds the import's lock, so that no other plan replaces this one while its rows are written.
 * @returns null when there is nothing to post anymore
 */
function write(
  { inWorkspace }: Context,
  payload: Jobs['post-problem-file'],
  path: string,
): Promise<Written | null> {
  return inWorkspace(payload.workspaceId, async (tx) => {
    const locked = await lockedImport(tx, payload);
    if (!locked || !waitsForFile.has(locked.record.state)) return null;
    const { record, details } = locked;
    const { header } = details;
    if (!header || details.problemRows !== payload.problemRows) return null;
    // Nobody has the plan. If it is shown later, so is the file.
    if (!isTold(record)) return null;
    if ((await countStagedRows(tx, record.id)) !== details.stagedRows) {
      // A crash of Postgres emptied the staging table. An open plan is remade before it can be applied.
      if (isOver.has(record.state)) await reportLostProblemFile(tx, payload, null);
      // An upload that was begun has not been posted: the next plan posts its own file.
      await updateImport(tx, payload, { problemFileId: null });
      return null;
    }
    await saveLeftOutRows(tx, { workspaceId: record.workspaceId, importId: record.id });
    const seen = { nonAscii: false };
    const rows = readProblemRows(tx, record.id, header);
    await pipeline(writeProblemFile(header, record.id, rows, seen), createWriteStream(path));
    const start = seen.nonAscii ? 0 : byteOrderMark.length;
    return { record, file: { path, start, name: problemFileName(record.fileName) } };
  });
}
