// Implements the port `Files`: downloads what members share, and posts the files that the app writes.
import type { Files } from '../../usecases/ports.ts';
import { unlinked } from '../block-kit/plain-text.ts';
import { personalDataComment } from '../views/end-users/personal-data-sent.ts';
import { exportComment } from '../views/export/export-comment.ts';
import { cellsFileComment } from '../views/import/cells-file.ts';
import { problemFileComment } from '../views/import/problem-file-comment.ts';
import { type DownloadContext, downloadFile } from './download-file.ts';
import { findPostedFile, uploadFile } from './upload-file.ts';

export function createSlackFiles(context: DownloadContext): Files {
  const { clients, isSlackHost } = context;
  return {
    download: (file, { signal, yieldsSlot }) => downloadFile(context, file, signal, { yieldsSlot }),
    findPosted: async ({ workspaceId, slackFileId }, channelId) =>
      findPostedFile(await clients.retrying(workspaceId), slackFileId, channelId),
    async postExport(record, file, upload) {
      const comment = unlinked(exportComment(record).text);
      const client = await clients.once(record.workspaceId);
      return uploadFile(client, { ...file, comment }, upload, isSlackHost);
    },
    async postCells(record, of, file, upload) {
      const comment = unlinked(cellsFileComment(record, of).text);
      const client = await clients.once(record.workspaceId);
      return uploadFile(client, { ...file, comment }, upload, isSlackHost);
    },
    async postPersonalData({ workspaceId, endUserId }, file, upload) {
      const comment = unlinked(personalDataComment(endUserId).text);
      const client = await clients.once(workspaceId);
      return uploadFile(client, { ...file, comment }, upload, isSlackHost);
    },
    async postProblems(record, file, upload) {
      const comment = unlinked(problemFileComment(record).text);
      const client = await clients.once(record.workspaceId);
      return uploadFile(client, { ...file, comment }, upload, isSlackHost);
    },
  };
}
