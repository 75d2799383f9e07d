// Reads a shared file into the staging table and has it planned. Starts over when it runs again.
import { findMapping } from '../../db/column-mappings.ts';
import { findImport, findImportDetails, transitionImport } from '../../db/imports.ts';
import { tooLargeError } from '../../import/read/meter-bytes.ts';
import { type CsvReading, readCsv } from '../../import/read/read-csv.ts';
import { BadFileError } from '../../model/bad-file-error.ts';
import { type ColumnName, isAboutEndUsers } from '../../model/columns.ts';
import { isRefusedBySlack, isReportedAloud, isWorthTelling } from '../../model/file-offer.ts';
import { isAppId } from '../../model/file-share.ts';
import { type Import, isTold, type ReadingProgress } from '../../model/import.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { ReadAs } from '../../model/read-as.ts';
import { SlotYieldedError } from '../../queue/errors.ts';
import type { JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { reportProgress } from '../progress/report-progress.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueDropStaging } from './drop-staging.ts';
import { findFormulaRule } from './find-formula-rule.ts';
import { ignoreImport, offerFor } from './ignore-import.ts';
import { mentionAfterLongWork } from './mention-after-long-work.ts';
import { planStaged } from './plan-staged.ts';
import { readWithoutChoice } from './reread-import.ts';
import { showImport } from './show-import.ts';
import { spoolDownload } from './spool-download.ts';
import { stageFile } from './stage-file.ts';
import { stopWhenCanceled } from './stop-when-canceled.ts';

/** Slack's own limit for a file, in bytes. */
export const maxFileBytes = 1_000_000_000;

type PrepareJob = JobOf<'prepare-import'>;

export async function prepareImport(context: Context, job: PrepareJob): Promise<void> {
  const begun = await beginReading(context, job);
  if (!begun) return;
  await stopWhenCanceled(context, job.payload, job.signal, (signal) =>
    readAndPlan(context, begun, { ...job, signal }),
  );
}

async function readAndPlan(context: Context, { record, readAs }: Begun, job: PrepareJob): Promise<void> {
  const { rows: maxRows } = context.limits;
  // Slack takes longer than most files: the message that the file is being read is posted while it is read. It is awaited
  // before the import is changed: otherwise, it would be shown again at once.
  let shown: Promise<unknown> = Promise.resolve();
  const show = () => {
    shown = showImport(context, job.payload);
    shown.catch(() => undefined);
  };
  const showProgress = async (done: ReadingProgress) => {
    await shown;
    return showImport(context, job.payload, done);
  };
  const reports = reportProgress(context.progress, showProgress);
  const progress = {
    report: reports.report,
    async end() {
      await reports.end();
      await shown;
    },
  };
  let file: CsvReading | null = null;
  try {
    if (record.addressed) {
      // Slack says how large the file is: a member who asked should not wait until all of it is read.
      if (record.fileSize > maxFileBytes) throw tooLargeError(maxFileBytes);
      show();
    }
    const bytes = spoolDownload(
      (signal) => context.slack.files.download(record, { ...job, signal }),
      job.signal,
      maxFileBytes,
    );
    file = await readCsv(bytes, {
      maxBytes: maxFileBytes,
      maxRows,
      readAs,
      findFormulaRule: (ref) => findFormulaRule(context, record, ref),
      findColumns: (header) =>
        context.inWorkspace(record.workspaceId, (tx) => findMapping(tx, record.workspaceId, header)),
    });
    if (!isOurs(record, file.header().columns, hasRefs(file.header()))) {
      const offer = isAppId(record.requestedBy) ? null : await offerFor(record, file, job.signal);
      return await ignoreImport(context, job, record, offer);
    }
    if (isUntakenFromApp(record)) return await ignoreImport(context, job, record, { kind: 'app' });
    if (!record.addressed) show();
    await stageFile(context, record, file, progress, job);
    if (!(await planStaged(context, job, 'read'))) throw new Error('the staged rows are gone');
  } catch (error) {
    await progress.end();
    if (error instanceof SlotYieldedError) await showStalled(context, job);
    if (!(error instanceof BadFileError)) throw error;
    if (await readWithoutChoice(context, job, error)) return;
    if (isUntakenFromApp(record)) return await ignoreImport(context, job, record, null);
    const isAloud = isRefusedBySlack(error.code) && isReportedAloud(record.fileName);
    if (isAloud || isOurs(record, file?.header().columns ?? error.columns)) {
      return await refuseImport(context, job, error);
    }
    const { fileName } = record;
    const offer = isWorthTelling(fileName, error)
      ? { kind: 'refused' as const, reason: error.message }
      : null;
    await ignoreImport(context, job, record, offer);
  } finally {
    await reports.end();
    await file?.close();
  }
}

/** Tells the members who see a message about the file that it has to wait. */
async function showStalled(context: Context, { payload: key }: PrepareJob): Promise<void> {
  const record = await context.inWorkspace(key.workspaceId, (tx) => findImport(tx, key));
  if (record === null || record.messageTs === null) return;
  // The message is not worth a failure of its own: the download's is the one that counts.
  await showImport(context, key, 'stalled').catch(() => undefined);
}

type Begun = { readonly record: Import; readonly readAs: ReadAs };

/** @returns null when an earlier run finished reading: its outcome stands */
function beginReading({ inWorkspace }: Context, { payload: key }: PrepareJob): Promise<Begun | null> {
  return inWorkspace(key.workspaceId, async (tx) => {
    const record = await findImport(tx, key);
    if (record?.state !== 'received' && record?.state !== 'reading') return null;
    const reading = await transitionImport(tx, key, 'reading');
    const details = await findImportDetails(tx, key);
    return reading && details && { record: reading, readAs: details.readAs };
  });
}

/** Drops the staging table as well: an earlier run may have staged the file while Slack still had it. */
async function refuseImport(
  { inWorkspace }: Context,
  { payload: key, enqueuedAt }: PrepareJob,
  error: BadFileError,
): Promise<void> {
  const change = { reason: error.message, finishedAt: new Date() };
  await inWorkspace(key.workspaceId, async (tx) => {
    const refused = await advanceImport(tx, key, 'refused', change, error);
    if (!refused) return;
    await mentionAfterLongWork(tx, refused, 'result', refused.requestedBy, enqueuedAt);
    await enqueueDropStaging(tx, key);
  });
}

const hasRefs = ({ reads = [] }: MatchedHeader): boolean =>
  reads.some(({ meaning }) => meaning.use === 'import-ref');

/** Nobody waits for a file that an app posted until a member takes it. */
const isUntakenFromApp = ({ requestedBy, addressed }: Import): boolean => isAppId(requestedBy) && !addressed;

/**
 * Whether the bot should answer this file. Unaddressed files are ours if their header looks like end users, or if the
 * bot already posted about them.
 */
function isOurs(record: Import, columns: readonly (ColumnName | null)[], isProblemFile = false): boolean {
  const { addressed, messageTs, organizationId } = record;
  const isKnown = addressed || messageTs !== null || isTold(record);
  return isKnown || isAboutEndUsers(columns, organizationId !== null, isProblemFile);
}
