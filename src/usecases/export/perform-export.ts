// Writes an export or a template and posts it in its own thread; continues where an earlier run stopped.
import { afterCommit } from '../../db/after-commit-events.ts';
import { type ExportKey, findExport, transitionExport, updateExport } from '../../db/exports.ts';
import { findPast } from '../../db/moments.ts';
import { type WrittenFile, writeExportFile } from '../../export/write-export-file.ts';
import { type Export, momentOf } from '../../model/export.ts';
import type { Place } from '../../model/import.ts';
import { currentFormulaRule } from '../../model/spreadsheet-safe.ts';
import type { JobOf } from '../job-payloads.ts';
import { PlaceRefusedError } from '../place-refused-error.ts';
import type { Context, PostedFile, WritingProgress } from '../ports.ts';
import { reportProgress } from '../progress/report-progress.ts';
import { withTemporaryFile } from '../temporary-file.ts';
import { keepPrivate, sendPrivately } from './keep-private.ts';
import { type ShownExport, showExport } from './show-export.ts';
import { unusedExportName } from './unused-export-name.ts';

type ExportJob = JobOf<'perform-export'>;

export async function performExport(context: Context, job: ExportJob): Promise<void> {
  const key = job.payload;
  const shown = await showExport(context, key);
  if (shown?.record.state !== 'requested') return;
  // Not written again if it was posted: the file in the thread and the record of it belong together.
  const posted = await findOrPost(context, shown, job);
  await context.inWorkspace(key.workspaceId, async (tx) => {
    await job.assertLease(tx);
    await transitionExport(tx, key, 'posted', { ...posted, finishedAt: new Date() });
  });
  await showExport(context, key);
}

async function findOrPost(context: Context, shown: ShownExport, job: ExportJob): Promise<PostedFile> {
  const earlier = await findPosted(context, shown);
  if (earlier !== null && earlier !== 'lost') return earlier;
  const post = () => withTemporaryFile((path) => writeAndPost(context, shown, path, job, earlier === 'lost'));
  try {
    return await post();
  } catch (error) {
    if (!(error instanceof PlaceRefusedError) || shown.record.isPrivate) throw error;
    // The channel takes the message and refuses the file.
    await context.slack.messages.showExportMoved(shown.record, shown.place.channelId, 'refused');
    await sendPrivately(context, shown.record);
    return post();
  }
}

/** The file that an earlier run posted, if any. */
async function findPosted(
  { slack }: Context,
  { record, place }: ShownExport,
): Promise<PostedFile | 'lost' | null> {
  const { workspaceId, slackFileId } = record;
  if (slackFileId === null) return null;
  return slack.files.findPosted({ workspaceId, slackFileId }, place.channelId);
}

async function writeAndPost(
  context: Context,
  { record }: ShownExport,
  path: string,
  { payload: key, signal, assertLease }: ExportJob,
  wasLost: boolean,
): Promise<PostedFile> {
  const { inWorkspace, slack } = context;
  const begun = performance.now();
  const { rows, start, snapshot, at } = await write(context, record, key, path, signal);
  const ms = Math.round(performance.now() - begun);
  // Recorded before anyone can see the file: the snapshot is the merge base of files made from it.
  const name = await inWorkspace(key.workspaceId, async (tx) => {
    const unused = await unusedExportName(tx, record, at);
    const change = { fileName: unused, rows, snapshot, formulaRule: currentFormulaRule };
    await updateExport(tx, key, at ? { ...change, asOf: at } : change);
    afterCommit(tx, { ...key, what: 'export written', rows, ms });
    return unused;
  });
  const begin = async (slackFileId: string) => {
    await inWorkspace(key.workspaceId, async (tx) => {
      await assertLease(tx);
      await updateExport(tx, key, { slackFileId });
    });
    return placeOfFile(context, key);
  };
  const written = { ...record, fileName: name, rows };
  return slack.files.postExport(written, { path, start, name }, { begin, wasLost, signal });
}

/** The thread of the export's message: another one if others can read the channel by now. */
async function placeOfFile(context: Context, key: ExportKey): Promise<Place> {
  const record = await context.inWorkspace(key.workspaceId, (tx) => findExport(tx, key));
  if (!record) throw new Error('an export that is being posted is missing');
  const { isPrivate, postedIn: channelId, messageTs: threadTs } = await keepPrivate(context, record);
  if (isPrivate === record.isPrivate && channelId !== null && threadTs !== null)
    return { channelId, threadTs };
  const shown = await showExport(context, key);
  if (!shown) throw new Error('an export that is being posted is missing');
  return shown.place;
}

function write(
  context: Context,
  record: Export,
  key: ExportKey,
  path: string,
  signal: AbortSignal,
): Promise<WrittenFile & { readonly at: Date | null }> {
  const {
    workspaceId,
    organizationId,
    kind,
    withCustom = false,
    archived = false,
    withOldIds = false,
  } = record;
  const rules = {
    workspaceId,
    organizationId,
    limit: kind === 'template' ? 1 : null,
    withCustom,
    archived,
    kind,
    withOldIds,
  };
  const moment = momentOf(record);
  const showProgress = (done: WritingProgress) => showExport(context, key, done);
  const { report, end } = reportProgress(context.progress, showProgress);
  return context
    .inWorkspace(
      workspaceId,
      async (tx) => {
        const past = moment && (await findPast(tx, workspaceId, moment)).past;
        if (moment && !past) throw new Error('the moment of an export is missing');
        const written = await writeExportFile(tx, { ...rules, past }, path, { report, signal });
        return { ...written, at: past?.at ?? null };
      },
      // The values of the past need a temporary table.
      { isolationLevel: 'repeatable read', accessMode: moment ? 'read write' : 'read only' },
    )
    .finally(end);
}
