// Posts the rows that a plan leaves out, as a file to mend, into the import's thread; once.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../db/database.ts';
import { findImport, findImportDetails, updateImport } from '../db/imports.ts';
import { problemFileName, writeProblemFile } from '../import/problem-file.ts';
import { problemRows } from '../import/problem-rows.ts';
import { countStaged } from '../import/stage.ts';
import { byteOrderMark } from '../model/byte-order-mark.ts';
import type { Import, ImportState } from '../model/import.ts';
import type { MatchedHeader } from '../model/matched-header.ts';
import type { Job } from '../queue.ts';
import type { Files, Jobs } from './ports.ts';
import { withTemporaryFile } from './temporary-file.ts';

/** A plan that was applied before its file came out has left the same rows out. */
const waitsForFile: ReadonlySet<ImportState> = new Set(['planned', 'planning', 'applying', 'applied']);

export function postProblemFile(db: Database, files: Files) {
  return async ({ payload: key, signal }: Job<Jobs, 'post-problem-file'>): Promise<void> => {
    const found = await findImport(db, key);
    const details = await findImportDetails(db, key);
    if (!found || !waitsForFile.has(found.state) || !details?.header) return;
    // The thread was deleted before anything was said there; Slack would post the file into the channel.
    if (found.messageTs === null) return;
    // After a crash of Postgres there is nothing to write; the file is read again before it can be applied.
    if ((await countStaged(db, key.importId)) !== details.stagedRows) return;
    const { header, problemFileId: slackFileId } = details;
    const { workspaceId, place } = found;
    if (slackFileId && (await files.findPosted({ workspaceId, slackFileId }, place.channelId))) return;
    await withTemporaryFile(async (path) => {
      const start = await write(found, header, path);
      const begin = (problemFileId: string) => updateImport(db, key, { problemFileId });
      const file = { path, start, name: problemFileName(found.fileName) };
      await files.postProblems(found, file, { begin, signal });
    });
  };

  /** Gives where the file begins, in bytes: after the byte-order mark when it is not wanted. */
  async function write({ id }: Import, header: MatchedHeader, path: string): Promise<number> {
    const seen = { nonAscii: false };
    await db.transaction((tx) => {
      const rows = problemRows(tx, id, header);
      return pipeline(writeProblemFile(header, id, rows, seen), createWriteStream(path));
    });
    return seen.nonAscii ? 0 : byteOrderMark.length;
  }
}
