// Writes an export or a template and posts it in a thread of its own; picks up where an earlier run stopped.
import type { Database } from '../db/database.ts';
import { stepExport, updateExport } from '../db/exports.ts';
import { accountName } from '../db/workspaces.ts';
import { fileNameOf } from '../export/file-name.ts';
import { writeFile } from '../export/write-file.ts';
import type { Job } from '../queue.ts';
import type { Files, Jobs, WritingProgress } from './ports.ts';
import { reportProgress } from './report-progress.ts';
import type { ShowExport, ShownExport } from './show-export.ts';
import { withTemporaryFile } from './temporary-file.ts';

type ExportJob = Job<Jobs, 'perform-export'>;

export function performExport(db: Database, files: Files, show: ShowExport) {
  return async (job: ExportJob): Promise<void> => {
    const shown = await show(job.payload);
    if (shown?.wanted.state !== 'requested') return;
    await withTemporaryFile((path) => writeAndPost(shown, path, job));
    await show(job.payload);
  };

  async function writeAndPost({ wanted, place }: ShownExport, path: string, job: ExportJob): Promise<void> {
    const key = job.payload;
    const rules = {
      workspaceId: wanted.workspaceId,
      organizationId: wanted.organizationId,
      limit: wanted.kind === 'template' ? 1 : null,
    };
    const progress = reportProgress((done: WritingProgress) => show(key, done));
    const { rows, start, snapshot } = await db
      .transaction((tx) => writeFile(tx, rules, path, { report: progress.report, signal: job.signal }), {
        isolationLevel: 'repeatable read',
        accessMode: 'read only',
      })
      .finally(progress.end);
    const fileName = fileNameOf(
      wanted.organizationName ?? (await accountName(db, wanted.workspaceId)),
      new Date(),
    );
    // Before the file is seen by anybody: whoever shares it again is held to this snapshot.
    await updateExport(db, key, { fileName, rows, snapshot });
    const written = { ...wanted, fileName, rows };
    const posted = await files.postExport(
      written,
      place,
      { path, start, name: fileName },
      {
        begun: wanted.slackFileId,
        begin: (slackFileId) => updateExport(db, key, { slackFileId }),
        signal: job.signal,
      },
    );
    await stepExport(db, key, 'posted', { ...posted, finishedAt: new Date() });
  }
}
