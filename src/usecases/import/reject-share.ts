// Files of a member who may not import: nothing of them is noted. Whether the member is told depends on what is in them.
import { findExportByThread } from '../../db/exports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { readFile } from '../../import/read/read-file.ts';
import { isAboutEndUsers } from '../../model/columns.ts';
import { BadFileError } from '../../model/wrong-file.ts';
import { enqueue, type Job } from '../../queue/queue.ts';
import type { Files, Jobs, Refuse } from '../ports.ts';
import { type FileShare, looksLikeCsv } from './request-import.ts';

/** Has the member told in the background, where that is not uncalled for. Fast, for Slack waits. */
export function turnAway(inWorkspace: InWorkspace) {
  return async (share: FileShare): Promise<void> => {
    const { workspaceId, channelId, ts, threadTs, requestedBy: memberId } = share;
    await inWorkspace(workspaceId, async (tx) => {
      const place = { channelId, threadTs: threadTs ?? ts };
      const isAsked = share.addressed || (await findExportByThread(tx, workspaceId, place)) !== null;
      const unasked = share.files.filter(looksLikeCsv).map(({ id }) => id);
      if (!isAsked && unasked.length === 0) return;
      const refused = { workspaceId, channelId, threadTs, memberId };
      const payload: Jobs['refuse-share'] = {
        ...refused,
        onlyFor: isAsked ? null : unasked,
        namesOrganization: share.organizationId !== null,
      };
      await enqueue(tx, { kind: 'refuse-share', workspaceId, payload, key: `${channelId} ${ts}` });
    });
  };
}

type Parts = { readonly files: Files; readonly refuse: Refuse; readonly maxBytes: number };

/** Tells the member, when the bot was asked or one of the files is its business. */
export function refuseShare({ files, refuse, maxBytes }: Parts) {
  return async ({ payload, signal }: Job<Jobs, 'refuse-share'>): Promise<void> => {
    const { onlyFor, namesOrganization, ...refused } = payload;
    if (onlyFor === null) return refuse(refused);
    for (const slackFileId of onlyFor) {
      if (await isOurs({ workspaceId: payload.workspaceId, slackFileId }, namesOrganization, signal))
        return refuse(refused);
    }
  };

  /** Reads no further than the first rows. */
  async function isOurs(
    of: Parameters<Files['download']>[0],
    namesOrganization: boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      const file = await readFile(files.download(of, signal), { maxBytes });
      await file.close();
      return isAboutEndUsers(file.header.columns, namesOrganization);
    } catch (error) {
      if (error instanceof BadFileError) return isAboutEndUsers(error.columns, namesOrganization);
      throw error;
    }
  }
}
