// A member shared files: records each one that may be about end users, and has it read. Fast, because Slack waits.
import { findExportByThread } from '../../db/exports.ts';
import { insertImport } from '../../db/imports.ts';
import { ensureWorkspace } from '../../db/workspaces.ts';
import { type FileShare, isAppId, mayBeTable } from '../../model/file-share.ts';
import type { Context } from '../ports.ts';
import { enqueueReading, enqueueShowing } from './advance-import.ts';
import { findNamedOrganization } from './find-named-organization.ts';
import { leaveAlone } from './ignore-import.ts';

/** A share that is already recorded is not recorded again. */
export async function requestImport({ inWorkspace }: Context, share: FileShare): Promise<void> {
  const { workspaceId, channelId } = share;
  const threadTs = share.threadTs ?? share.ts;
  await inWorkspace(workspaceId, async (tx) => {
    await ensureWorkspace(tx, workspaceId);
    const thread = await findExportByThread(tx, workspaceId, { channelId, threadTs });
    const isToBot = share.addressed || thread !== null;
    const named = await findNamedOrganization(tx, workspaceId, share.organizationName, isToBot);
    // Whoever names an organization or an action wants end users imported.
    const { action = null, instructions = {} } = share;
    const namesOrganization = named.organizationId !== null || named.unknownName !== null;
    const isInstructed = instructions.roster === true || instructions.otherSite === true;
    const addressed = isToBot || namesOrganization || action !== null || isInstructed;
    const organizationId = share.organizationId ?? named.organizationId;
    const isFromApp = isAppId(share.requestedBy);
    for (const file of share.files.filter((file) => addressed || mayBeTable(file))) {
      const importId = await insertImport(tx, {
        workspaceId,
        channelId,
        shareTs: share.ts,
        threadTs,
        slackFileId: file.id,
        fileName: file.name,
        fileSize: file.size,
        requestedBy: share.requestedBy,
        addressed: addressed && !isFromApp,
        organizationId,
        organizationName: named.unknownName,
        action,
        instructions,
      });
      if (importId === null) continue;
      const key = { workspaceId, importId };
      if (addressed && isFromApp) {
        await leaveAlone(tx, key, { kind: 'app' });
        continue;
      }
      // Many files may be waiting before this one: a member who asked sees at once that it was received.
      if (addressed) await enqueueShowing(tx, key);
      await enqueueReading(tx, key, { fileSize: file.size });
    }
  });
}
