// Posts the rows that a plan leaves out, as a file to mend, into the import's thread; once.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../db/database.ts';
import { findImport, findImportDetails, updateImport } from '../db/imports.ts';
import { problemFileName, writeProblemFile } from '../import/problem-file.ts';
import { problemRows } from '../import/problem-rows.ts';
import { byteOrderMark } from '../model/byte-order-mark.ts';
import type { Job } from '../queue.ts';
import type { Files, Jobs } from './ports.ts';
import { withTemporaryFile } from './temporary-file.ts';

export function postProblemFile(db: Database, files: Files) {
  return async (job: Job<Jobs, 'post-problem-file'>): Promise<void> => {
    const key = job.payload;
    const found = await findImport(db, key);
    const details = await findImportDetails(db, key);
    if (found?.state !== 'planned' || !details?.header) return;
    const { header } = details;
    await withTemporaryFile(async (path) => {
      const seen = { nonAscii: false };
      await db.transaction((tx) => {
        const rows = problemRows(tx, key.importId, header);
        return pipeline(writeProblemFile(header, key.importId, rows, seen), createWriteStream(path));
      });
      const start = seen.nonAscii ? 0 : byteOrderMark.length;
      const file = { path, start, name: problemFileName(found.fileName) };
      await files.postProblems(found, file, {
        begun: details.problemFileId,
        begin: (problemFileId) => updateImport(db, key, { problemFileId }),
        signal: job.signal,
      });
    });
  };
}
