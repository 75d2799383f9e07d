// Writes an export or a template and posts it in a thread of its own; picks up where an earlier run stopped.

import { afterCommit } from '../../db/after-commit-events.ts';
import { type ExportKey, findExportByFileName, transitionExport, updateExport } from '../../db/exports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Transaction } from '../../db/transaction.ts';
import { accountName, lockWorkspace } from '../../db/workspaces.ts';
import { fileNameOf } from '../../export/file-name.ts';
import { type WrittenFile, writeFile } from '../../export/write-file.ts';
import type { Export } from '../../model/export.ts';
import type { Job } from '../../queue/queue.ts';
import type { Files, Jobs, PostedFile, WritingProgress } from '../ports.ts';
import type { Pace } from '../progress/progress-throttle.ts';
import { reportProgress } from '../progress/report-progress.ts';
import { withTemporaryFile } from '../temporary-file.ts';
import type { ShowExport, ShownExport } from './show-export.ts';

type ExportJob = Job<Jobs, 'perform-export'>;

type Parts = {
  readonly inWorkspace: InWorkspace;
  readonly files: Files;
  readonly show: ShowExport;
  readonly pace: Pace;
};

export function performExport({ inWorkspace, files, show, pace }: Parts) {
  return async (job: ExportJob): Promise<void> => {
    const shown = await show(job.payload);
    if (shown?.wanted.state !== 'requested') return;
    // Not written anew when it is out: the file in the thread and what is noted of it belong together.
    const posted =
      (await findPosted(shown)) ?? (await withTemporaryFile((path) => writeAndPost(shown, path, job)));
    await inWorkspace(job.payload.workspaceId, async (tx) => {
      await job.assertLease(tx);
      await transitionExport(tx, job.payload, 'posted', { ...posted, finishedAt: new Date() });
    });
    await show(job.payload);
  };

  async function findPosted({ wanted, place }: ShownExport): Promise<PostedFile | null> {
    const { workspaceId, slackFileId } = wanted;
    return slackFileId === null ? null : files.findPosted({ workspaceId, slackFileId }, place.channelId);
  }

  async function writeAndPost(
    { wanted, place }: ShownExport,
    path: string,
    { payload: key, signal, assertLease }: ExportJob,
  ): Promise<PostedFile> {
    const begun = performance.now();
    const { rows, start, snapshot } = await write(key, wanted, path, signal);
    const ms = Math.round(performance.now() - begun);
    // Before the file is seen by anybody: whoever shares it again is held to this snapshot.
    const name = await inWorkspace(key.workspaceId, async (tx) => {
      const unused = await unusedName(tx, wanted);
      await updateExport(tx, key, { fileName: unused, rows, snapshot });
      afterCommit(tx, { ...key, what: 'export written', rows, ms });
      return unused;
    });
    const begin = (slackFileId: string) =>
      inWorkspace(key.workspaceId, async (tx) => {
        await assertLease(tx);
        await updateExport(tx, key, { slackFileId });
      });
    const written = { ...wanted, fileName: name, rows };
    return files.postExport(written, place, { path, start, name }, { begin, signal });
  }

  /** A file is told by its name when it comes back, so no two have the same: the time goes on by a second. */
  async function unusedName(tx: Transaction, { workspaceId, id, organizationName }: Export): Promise<string> {
    // Exports that are written at the same time would find the same name unused.
    await lockWorkspace(tx, workspaceId);
    const of = organizationName ?? (await accountName(tx, workspaceId));
    for (let at = Date.now(); ; at += 1_000) {
      const name = fileNameOf(of, new Date(at));
      const known = await findExportByFileName(tx, workspaceId, name);
      if (known === null || known.id === id) return name;
    }
  }

  function write(key: ExportKey, wanted: Export, path: string, signal: AbortSignal): Promise<WrittenFile> {
    const { workspaceId, organizationId, kind } = wanted;
    const rules = { workspaceId, organizationId, limit: kind === 'template' ? 1 : null };
    const progress = reportProgress((done: WritingProgress) => show(key, done), pace);
    return inWorkspace(workspaceId, (tx) => writeFile(tx, rules, path, { report: progress.report, signal }), {
      isolationLevel: 'repeatable read',
      accessMode: 'read only',
    }).finally(progress.end);
  }
}
