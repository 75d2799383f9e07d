// Files of a member who may not import: nothing about them is recorded. The content decides whether the member is told.
import { findExportByThread } from '../../db/exports.ts';
import { readCsv } from '../../import/read/read-csv.ts';
import { BadFileError } from '../../model/bad-file-error.ts';
import { isAboutEndUsers } from '../../model/columns.ts';
import { type FileShare, looksLikeCsv } from '../../model/file-share.ts';
import { enqueueJob, type JobOf } from '../job-payloads.ts';
import type { Context, Files } from '../ports.ts';
import { maxFileBytes } from './prepare-import.ts';

/** Has the member told in the background, where a reply is called for. Fast, because Slack waits. */
export async function rejectShare({ inWorkspace }: Context, share: FileShare): Promise<void> {
  const { workspaceId, channelId, ts, threadTs, requestedBy: memberId } = share;
  await inWorkspace(workspaceId, async (tx) => {
    const place = { channelId, threadTs: threadTs ?? ts };
    const isAsked = share.addressed || (await findExportByThread(tx, workspaceId, place)) !== null;
    const candidates = share.files.filter(looksLikeCsv).map(({ id }) => id);
    if (!isAsked && candidates.length === 0) return;
    const onlyFor = isAsked ? null : candidates;
    const namesOrganization = share.organizationId !== null;
    const payload = { workspaceId, channelId, threadTs, memberId, onlyFor, namesOrganization };
    await enqueueJob(tx, 'refuse-share', payload, { key: `${channelId} ${ts}` });
  });
}

/** Tells the member if the bot was asked, or if one of the files is about end users. */
export async function replyToRejectedShare(context: Context, job: JobOf<'refuse-share'>): Promise<void> {
  const { payload } = job;
  const { onlyFor, namesOrganization, ...share } = payload;
  const { files, denyImport } = context.slack;
  if (onlyFor === null) return denyImport(share);
  for (const slackFileId of onlyFor) {
    const file = { workspaceId: payload.workspaceId, slackFileId };
    if (await isFileAboutEndUsers(files, file, namesOrganization, job)) return denyImport(share);
  }
}

/** Reads only the header and the first rows. */
async function isFileAboutEndUsers(
  files: Files,
  file: Parameters<Files['download']>[0],
  namesOrganization: boolean,
  job: JobOf<'refuse-share'>,
): Promise<boolean> {
  try {
    const reading = await readCsv(files.download(file, job), { maxBytes: maxFileBytes });
    await reading.close();
    return isAboutEndUsers(reading.header().columns, namesOrganization);
  } catch (error) {
    if (error instanceof BadFileError) return isAboutEndUsers(error.columns, namesOrganization);
    throw error;
  }
}
