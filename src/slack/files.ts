// Files between Slack and us: the shared ones in, the written ones out.
import type { Files } from '../usecases/ports.ts';
import { downloadFile } from './download-file.ts';
import { findPostedFile, uploadFile } from './upload-file.ts';
import { exportComment } from './views/export-comment.ts';
import { problemFileComment } from './views/problem-file-comment.ts';
import type { WebClients } from './web-clients.ts';

export function slackFiles(clients: WebClients, mayHaveToken: (url: URL) => boolean): Files {
  return {
    download: downloadFile({ clients, mayHaveToken }),
    findPosted: ({ workspaceId, slackFileId }, channelId) =>
      findPostedFile(clients.asking(workspaceId), slackFileId, channelId),
    postExport: (it, place, file, upload) =>
      uploadFile(clients.for(it.workspaceId), { ...file, comment: exportComment(it).text }, place, upload),
    postProblems: (it, file, upload) =>
      uploadFile(
        clients.for(it.workspaceId),
        { ...file, comment: problemFileComment(it).text },
        it.place,
        upload,
      ),
  };
}
