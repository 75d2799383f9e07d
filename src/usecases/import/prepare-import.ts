// Reads a shared file into the staging area and has it planned. Begins anew when it is run again.

import { afterCommit } from '../../db/after-commit-events.ts';
import { findImport, transitionImport, updateImport } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { findOrganization, searchOrganizations } from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import { tooLarge } from '../../import/read/meter-bytes.ts';
import { type FileReading, readFile } from '../../import/read/read-file.ts';
import { stageRows } from '../../import/stage/stage.ts';
import { type ColumnName, isAboutEndUsers } from '../../model/columns.ts';
import type { Import, ReadingProgress } from '../../model/import.ts';
import type { CheckedRow } from '../../model/row.ts';
import { BadFileError } from '../../model/wrong-file.ts';
import type { Job } from '../../queue/queue.ts';
import type { Files, IsSharedOutside, Jobs } from '../ports.ts';
import type { Pace } from '../progress/progress-throttle.ts';
import { type Progress, reportProgress } from '../progress/report-progress.ts';
import { advanceImport } from './advance-import.ts';
import { enqueueClearing } from './drop-staging.ts';
import { findBase } from './find-merge-base.ts';
import type { PlanStaged } from './plan-staged.ts';
import type { ShowImport } from './show-import.ts';

type PrepareJob = Job<Jobs, 'prepare-import'>;

type Parts = {
  readonly inWorkspace: InWorkspace;
  readonly files: Files;
  readonly isSharedOutside: IsSharedOutside;
  readonly show: ShowImport;
  readonly planStaged: PlanStaged;
  readonly pace: Pace;
  /** A larger file is refused. */
  readonly maxBytes: number;
};

export function prepareImport(parts: Parts) {
  const { inWorkspace, files, isSharedOutside, show, planStaged, pace, maxBytes } = parts;
  return async (job: PrepareJob): Promise<void> => {
    const reading = await begin(job);
    if (!reading) return;
    const progress = reportProgress((done: ReadingProgress) => show(job.payload, done), pace);
    let file: FileReading | null = null;
    try {
      if (reading.addressed) {
        // Who asked needn't wait for the end of a file of which Slack says that it is too large.
        if (reading.fileSize > maxBytes) throw tooLarge(maxBytes);
        await show(job.payload);
      }
      file = await readFile(files.download(reading, job.signal), { maxBytes });
      if (!isOurs(reading, file.header.columns)) return await ignore(job);
      await stage(reading, file, progress, job);
      if (!(await planStaged(job.payload, job, 'read'))) throw new Error('what was staged is gone');
    } catch (error) {
      await progress.end();
      if (!(error instanceof BadFileError)) throw error;
      const isOurBusiness = isOurs(reading, file?.header.columns ?? error.columns);
      await (isOurBusiness ? refuse(job, error) : ignore(job));
    } finally {
      await progress.end();
      await file?.close();
    }
  };

  /** Null when an earlier run came to an end of the reading: what came of that stands. */
  function begin({ payload: key }: PrepareJob): Promise<Import | null> {
    return inWorkspace(key.workspaceId, async (tx) => {
      const found = await findImport(tx, key);
      if (found?.state !== 'received' && found?.state !== 'reading') return null;
      return transitionImport(tx, key, 'reading');
    });
  }

  async function ignore({ payload: key }: PrepareJob): Promise<void> {
    await inWorkspace(key.workspaceId, async (tx) => {
      if (await transitionImport(tx, key, 'ignored', { finishedAt: new Date() }))
        await enqueueClearing(tx, key);
    });
  }

  // An earlier run may have staged it, when the file could still be read.
  async function refuse({ payload: key }: PrepareJob, error: BadFileError): Promise<void> {
    const change = { reason: error.message, finishedAt: new Date() };
    await inWorkspace(key.workspaceId, async (tx) => {
      if (await advanceImport(tx, key, 'refused', change, error)) await enqueueClearing(tx, key);
    });
  }

  async function stage(
    reading: Import,
    file: FileReading,
    progress: Progress<ReadingProgress>,
    job: PrepareJob,
  ): Promise<void> {
    const begun = performance.now();
    const { workspaceId, place } = reading;
    // Nothing that is stored here is said before the plan.
    const sharedOutside = await isSharedOutside({ workspaceId, channelId: place.channelId });
    if (!reading.addressed) await show(job.payload);
    await inWorkspace(reading.workspaceId, (tx) => needOrganization(tx, reading));
    const rows = reported(file, progress);
    const stagedRows = await inWorkspace(reading.workspaceId, async (tx) => {
      const staged = await stageRows(tx, reading.id, rows, job.signal);
      // Only now: until it commits nobody could take the job over, and the download may take its time.
      await job.assertLease(tx);
      return staged;
    });
    await progress.end();
    await inWorkspace(reading.workspaceId, async (tx) => {
      const { header } = file;
      const baseExportId = await findBase(tx, reading);
      const fileDigest = file.digest();
      await updateImport(tx, job.payload, { stagedRows, header, fileDigest, baseExportId, sharedOutside });
      const ms = Math.round(performance.now() - begun);
      afterCommit(tx, {
        ...job.payload,
        what: 'import read',
        rows: stagedRows,
        bytes: file.progress().bytes,
        ms,
      });
    });
  }

  /** New rows need an organization, so nothing can be imported before there is one. */
  async function needOrganization(tx: Transaction, { workspaceId, organizationId }: Import): Promise<void> {
    const { total } = await searchOrganizations(tx, workspaceId, '', 1);
    if (total === 0) throw noOrganizationYet();
    if (organizationId === null) return;
    if (!(await findOrganization(tx, workspaceId, organizationId))) throw unknownOrganization(organizationId);
  }
}

/**
 * In a channel, a file that nobody asked the bot about is its business when it is about end users, as one was of which
 * something was said before.
 */
function isOurs(
  { addressed, messageTs, organizationId }: Import,
  columns: readonly (ColumnName | null)[],
): boolean {
  return addressed || messageTs !== null || isAboutEndUsers(columns, organizationId !== null);
}

async function* reported(
  file: FileReading,
  progress: Progress<ReadingProgress>,
): AsyncGenerator<readonly CheckedRow[], void, undefined> {
  const begun = performance.now();
  for await (const batch of file.rows) {
    progress.report({ ...file.progress(), elapsedMs: performance.now() - begun });
    yield batch;
  }
}

const noOrganizationYet = (): BadFileError =>
  new BadFileError({
    code: 'no-organization',
    reason: 'there is no organization yet that its people could belong to',
    remedy: 'Add one with `/endusers org add <name>`, then share the file again.',
  });

const unknownOrganization = (id: number): BadFileError =>
  new BadFileError({
    code: 'unknown-organization',
    reason: `organization ${id}, which the message names, does not exist`,
    remedy: 'Find the right id with `/endusers orgs`, then share the file again.',
  });
