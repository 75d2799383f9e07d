// What a dead-lettered job means for its import or export: it has failed, and its message says so with a reference.
import { type ExportKey, findExport, transitionExport, updateExport } from '../../db/exports.ts';
import { findImport, type ImportKey, transitionImport } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { BadFileError } from '../../model/bad-file-error.ts';
import { DownloadFailedError } from '../../model/download-failed-error.ts';
import { isReportedAloud } from '../../model/file-offer.ts';
import { type Import, isTold } from '../../model/import.ts';
import { SlotYieldedError } from '../../queue/errors.ts';
import { advanceImport } from '../import/advance-import.ts';
import { enqueueDropStaging } from '../import/drop-staging.ts';
import { leaveAlone } from '../import/ignore-import.ts';
import { mentionAfterLongWork } from '../import/mention-after-long-work.ts';
import { reportLostCellsFile } from '../import/post-all-cells.ts';
import { reportLostProblemFile } from '../import/report-lost-problem-file.ts';
import { type AnyPayload, enqueueJob, type Jobs, type TypedCommand } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

export type FailedJob = AnyPayload;

/** @param reference the error reference that was logged with the error */
export function markAsFailed(
  { inWorkspace }: Pick<Context, 'inWorkspace'>,
  job: FailedJob,
  reference: string,
  error?: unknown,
): Promise<void> {
  return inWorkspace(job.payload.workspaceId, (tx) =>
    job.kind === 'prepare-import' && isUndelivered(error)
      ? refuseUndelivered(tx, job.payload, reference, error)
      : failJob(tx, job, reference),
  );
}

type UndeliveredError = DownloadFailedError | SlotYieldedError;

const isUndelivered = (error: unknown): error is UndeliveredError =>
  error instanceof DownloadFailedError || error instanceof SlotYieldedError;

/**
 * The member is told in any case: whether the file was meant for the bot, no one can know without the file. What is no
 * CSV file by its name is less likely to be, so the member is told privately.
 */
async function refuseUndelivered(
  tx: Transaction,
  key: ImportKey,
  reference: string,
  undelivered: UndeliveredError,
): Promise<void> {
  const what =
    undelivered instanceof SlotYieldedError ? 'the download made no progress' : undelivered.message;
  const error = new BadFileError({
    code: 'not-delivered',
    reason: `Slack did not deliver it, however often the app tried (the last time, ${what})`,
    remedy: `Share the file again. If it fails again, give this reference to whoever runs the app: \`${reference}\``,
  });
  const record = await findImport(tx, key);
  if (record && isUnnoticed(record) && !isReportedAloud(record.fileName)) {
    return leaveAlone(tx, key, { kind: 'refused', reason: error.message });
  }
  const change = { reason: error.message, finishedAt: new Date() };
  const refused = await advanceImport(tx, key, 'refused', change, error);
  if (!refused) return;
  await mentionAfterLongWork(tx, refused, 'result', refused.requestedBy, refused.createdAt);
  await enqueueDropStaging(tx, key);
}

/** The same as `markAsFailed`, in the caller's transaction. */
export async function failJob(tx: Transaction, job: FailedJob, reference: string): Promise<void> {
  switch (job.kind) {
    case 'prepare-import':
    case 'plan-import':
    case 'apply-import':
      return failImport(tx, job.payload, reference);
    case 'undo-import':
      return failUndo(tx, job.payload, reference);
    case 'perform-export':
      return failExport(tx, job.payload, reference);
    case 'post-problem-file':
      return reportLostProblemFile(tx, job.payload, reference);
    case 'post-all-cells':
      return reportLostCellsFile(tx, job.payload, reference);
    case 'run-command':
      return enqueueCommandFailed(tx, job.payload, reference);
    case 'send-personal-data':
      return enqueueDataFailed(tx, job.payload, reference);
    case 'show-import':
    case 'show-export':
    case 'expire-import':
    case 'clear-stage':
    case 'say':
    case 'catch-up':
    case 'refuse-share':
    case 'offer-import':
      // Slack itself failed, so no message can reach the member. The log and the import results have the failure.
      return;
  }
}

async function enqueueCommandFailed(
  tx: Transaction,
  { memberId: _memberId, text: _text, ...place }: TypedCommand,
  reference: string,
): Promise<void> {
  await enqueueJob(tx, 'say', { words: 'command-failed', reference, ...place });
}

async function enqueueDataFailed(
  tx: Transaction,
  { workspaceId, endUserId, memberId }: Jobs['send-personal-data'],
  reference: string,
): Promise<void> {
  const place = { workspaceId, channelId: memberId, threadTs: null, to: `data ${endUserId}`, memberId };
  await enqueueJob(tx, 'say', { words: 'command-failed', reference, ...place });
}

async function failImport(tx: Transaction, key: ImportKey, reference: string): Promise<void> {
  const change = { reason: reference, finishedAt: new Date() };
  const record = await findImport(tx, key);
  const ended =
    (record && isUnnoticed(record) && (await transitionImport(tx, key, 'ignored', change))) ||
    (await advanceImport(tx, key, 'failed', change));
  if (!ended) return;
  const waiting = ended.decidedBy ?? ended.requestedBy;
  if (ended.state === 'failed') await mentionAfterLongWork(tx, ended, 'result', waiting, ended.createdAt);
  await enqueueDropStaging(tx, key);
}

/** No one asked about this file and the bot said nothing: an apology would only puzzle the member who shared it. */
const isUnnoticed = (record: Import): boolean =>
  !record.addressed && record.messageTs === null && !isTold(record);

/** Nothing was reverted: the import returns to its earlier state, and its button is there again. */
async function failUndo(tx: Transaction, key: ImportKey, reason: string): Promise<void> {
  const record = await findImport(tx, key);
  const before = record?.state === 'undoing' ? 'applied' : record?.state === 'redoing' ? 'undone' : null;
  const failed = before && (await advanceImport(tx, key, before, { reason }));
  if (failed?.undoneBy) await mentionAfterLongWork(tx, failed, 'result', failed.undoneBy, failed.createdAt);
}

async function failExport(tx: Transaction, key: ExportKey, reference: string): Promise<void> {
  if (!(await transitionExport(tx, key, 'failed', { reason: reference, finishedAt: new Date() }))) return;
  const record = await findExport(tx, key);
  // What kept the file out of the channel may keep this message out as well: send it as a direct message.
  if (record?.messageTs === null) await updateExport(tx, key, { isPrivate: true, postedIn: null });
  await enqueueJob(tx, 'show-export', key);
}
