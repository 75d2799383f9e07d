// Posts the rows that a plan leaves out, as a file to mend, into the import's thread; once for the same rows.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import {
  findImport,
  findImportDetails,
  lockImport,
  noteProblemFile,
  updateImport,
} from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { problemFileName, writeProblemFile } from '../../import/problems/problem-file.ts';
import { problemRows } from '../../import/problems/problem-rows.ts';
import { countStaged } from '../../import/stage/stage.ts';
import { byteOrderMark } from '../../model/byte-order-mark.ts';
import type { Import, ImportState } from '../../model/import.ts';
import type { Job } from '../../queue/queue.ts';
import type { Files, Jobs, OutgoingFile } from '../ports.ts';
import { withTemporaryFile } from '../temporary-file.ts';
import { sayFileIsLost } from './report-lost-problem-file.ts';

/** A plan that was applied before its file came out has left the same rows out. */
const isOver: ReadonlySet<ImportState> = new Set(['applied', 'unneeded']);
const waitsForFile: ReadonlySet<ImportState> = new Set(['planned', 'planning', 'applying', ...isOver]);

type Written = { readonly of: Import; readonly file: OutgoingFile };

export function postProblemFile(inWorkspace: InWorkspace, files: Files) {
  return async ({ payload, signal, assertLease }: Job<Jobs, 'post-problem-file'>): Promise<void> => {
    const { workspaceId, problemRows } = payload;
    const [details, found] = await inWorkspace(workspaceId, async (tx) => [
      await findImportDetails(tx, payload),
      await findImport(tx, payload),
    ]);
    const slackFileId = details?.problemRows === problemRows ? details.problemFileId : null;
    if (found && slackFileId && (await files.findPosted({ workspaceId, slackFileId }, found.place.channelId)))
      return;
    await withTemporaryFile(async (path) => {
      const written = await write(payload, path);
      const begin = (fileId: string) =>
        inWorkspace(workspaceId, async (tx) => {
          await assertLease(tx);
          await noteProblemFile(tx, payload, problemRows, fileId);
        });
      if (written) await files.postProblems(written.of, written.file, { begin, signal });
    });
  };

  /** Null when there is nothing to post any more. No plan takes the place of this one while its rows are written. */
  function write(payload: Jobs['post-problem-file'], path: string): Promise<Written | null> {
    return inWorkspace(payload.workspaceId, async (tx) => {
      await lockImport(tx, payload);
      const of = await findImport(tx, payload);
      const details = await findImportDetails(tx, payload);
      if (!of || !waitsForFile.has(of.state) || !details?.header) return null;
      if (details.problemRows !== payload.problemRows) return null;
      // The thread was deleted before anything was said there; Slack would post the file into the channel.
      if (of.messageTs === null) return null;
      if ((await countStaged(tx, of.id)) !== details.stagedRows) {
        // After a crash of Postgres there is nothing to write. An open plan is made anew before it can be applied.
        if (isOver.has(of.state)) await sayFileIsLost(tx, payload, null);
        // An upload that was begun is not out: the next plan's file is posted for it.
        await updateImport(tx, payload, { problemFileId: null });
        return null;
      }
      const seen = { nonAscii: false };
      const rows = problemRows(tx, of.id, details.header);
      await pipeline(writeProblemFile(details.header, of.id, rows, seen), createWriteStream(path));
      const start = seen.nonAscii ? 0 : byteOrderMark.length;
      return { of, file: { path, start, name: problemFileName(of.fileName) } };
    });
  }
}
