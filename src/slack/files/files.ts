// Files between Slack and us: the shared ones in, the written ones out.
import type { Files } from '../../usecases/ports.ts';
import { unlinked } from '../block-kit/plain-text.ts';
import { exportComment } from '../views/export/export-comment.ts';
import { problemFileComment } from '../views/import/problem-file-comment.ts';
import type { WebClients } from '../web/web-clients.ts';
import { downloadFile } from './download-file.ts';
import { findPostedFile, uploadFile } from './upload-file.ts';

export function slackFiles(clients: WebClients, mayHaveToken: (url: URL) => boolean): Files {
  return {
    download: downloadFile({ clients, mayHaveToken }),
    findPosted: async ({ workspaceId, slackFileId }, channelId) =>
      findPostedFile(await clients.asking(workspaceId), slackFileId, channelId),
    async postExport(it, place, file, upload) {
      const commented = { ...file, comment: unlinked(exportComment(it).text) };
      return uploadFile(await clients.for(it.workspaceId), commented, place, upload);
    },
    async postProblems(it, file, upload) {
      const commented = { ...file, comment: unlinked(problemFileComment(it).text) };
      return uploadFile(await clients.for(it.workspaceId), commented, it.place, upload);
    },
  };
}
