// A member shared files: notes each that may be our business, and has it read. Fast, for Slack waits.
import { findExportByThread } from '../../db/exports.ts';
import { insertImport } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { ensureWorkspace } from '../../db/workspaces.ts';
import { enqueueReading, enqueueShowing } from './advance-import.ts';

export type SharedFile = {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Slack's words for what it is (`mimetype`, `filetype`), as far as it said. */
  readonly types: readonly string[];
};

export type FileShare = {
  readonly workspaceId: string;
  readonly channelId: string;
  /** The message with the files. */
  readonly ts: string;
  /** The thread that the message is in, where it is in one. */
  readonly threadTs: string | null;
  readonly requestedBy: string;
  readonly files: readonly SharedFile[];
  /** In a direct message with the bot, or in a message that mentions it. */
  readonly addressed: boolean;
  /** The organization that the message names. */
  readonly organizationId: number | null;
};

export function requestImport(inWorkspace: InWorkspace) {
  return async (share: FileShare): Promise<void> => {
    const { workspaceId, channelId } = share;
    const threadTs = share.threadTs ?? share.ts;
    await inWorkspace(workspaceId, async (tx) => {
      await ensureWorkspace(tx, workspaceId);
      const thread = await findExportByThread(tx, workspaceId, { channelId, threadTs });
      const addressed = share.addressed || thread !== null;
      for (const file of share.files.filter((file) => addressed || looksLikeCsv(file))) {
        const importId = await insertImport(tx, {
          workspaceId,
          channelId,
          shareTs: share.ts,
          threadTs,
          slackFileId: file.id,
          fileName: file.name,
          fileSize: file.size,
          requestedBy: share.requestedBy,
          addressed,
          organizationId: share.organizationId ?? thread?.organizationId ?? null,
        });
        if (importId === null) continue;
        const key = { workspaceId, importId };
        // Many files may be before this one; who asked hears at once that it is not forgotten.
        if (addressed) await enqueueShowing(tx, key);
        await enqueueReading(tx, key);
      }
    });
  };
}

/** Only a first look, by name and Slack's type: the content decides. */
export function looksLikeCsv({ name, types }: SharedFile): boolean {
  return /\.(csv|tsv)$/i.test(name) || types.some((type) => /csv|tab-separated/i.test(type));
}
