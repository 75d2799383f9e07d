// Files between Slack and us: the shared ones in, the written ones out.
import type { Files } from '../../usecases/ports.ts';
import { unlinked } from '../block-kit/plain-text.ts';
import { exportComment } from '../views/export/export-comment.ts';
import { problemFileComment } from '../views/import/problem-file-comment.ts';
import type { WebClients } from '../web/web-clients.ts';
import { createDownload } from './download-file.ts';
import { findPostedFile, uploadFile } from './upload-file.ts';

export function createSlackFiles(clients: WebClients, mayHaveToken: (url: URL) => boolean): Files {
  return {
    download: createDownload({ clients, mayHaveToken }),
    findPosted: async ({ workspaceId, slackFileId }, channelId) =>
      findPostedFile(await clients.retrying(workspaceId), slackFileId, channelId),
    async postExport(it, place, file, upload) {
      const commented = { ...file, comment: unlinked(exportComment(it).text) };
      return uploadFile(await clients.once(it.workspaceId), commented, place, upload);
    },
    async postProblems(it, file, upload) {
      const commented = { ...file, comment: unlinked(problemFileComment(it).text) };
      return uploadFile(await clients.once(it.workspaceId), commented, it.place, upload);
    },
  };
}
