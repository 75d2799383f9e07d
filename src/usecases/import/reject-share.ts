// Files of a member who may not import: nothing about them is recorded. The content decides whether the member is told.
import { afterCommit } from '../../db/after-commit-events.ts';
import { findExportByThread } from '../../db/exports.ts';
import { readCsv } from '../../import/read/read-csv.ts';
import { BadFileError } from '../../model/bad-file-error.ts';
import { isAboutEndUsers } from '../../model/columns.ts';
import { isRefusedBySlack } from '../../model/file-offer.ts';
import { type FileShare, looksLikeCsv, looksLikeText } from '../../model/file-share.ts';
import { enqueueJob, type JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { findNamedOrganization } from './find-named-organization.ts';
import { maxFileBytes } from './prepare-import.ts';

/** Has the member told in the background, where a reply is called for. Fast, because Slack waits. */
export async function rejectShare({ inWorkspace }: Context, share: FileShare): Promise<void> {
  const { workspaceId, channelId, ts, threadTs, requestedBy: memberId } = share;
  await inWorkspace(workspaceId, async (tx) => {
    const place = { channelId, threadTs: threadTs ?? ts };
    const isAsked = share.addressed || (await findExportByThread(tx, workspaceId, place)) !== null;
    const candidates = share.files
      .filter((file) => looksLikeCsv(file) || looksLikeText(file))
      .map(({ id }) => id);
    if (!isAsked && candidates.length === 0) return;
    const onlyFor = isAsked ? null : candidates;
    const { organizationId, organizationName } = share;
    const named = await findNamedOrganization(tx, workspaceId, organizationName, false);
    const namesOrganization = organizationId !== null || named.organizationId !== null;
    const payload = { workspaceId, channelId, threadTs, memberId, onlyFor, namesOrganization };
    await enqueueJob(tx, 'refuse-share', payload, { key: `${channelId} ${ts}` });
  });
}

/** Tells the member if the bot was asked, or if one of the files is about end users. */
export async function replyToRejectedShare(context: Context, job: JobOf<'refuse-share'>): Promise<void> {
  const { payload } = job;
  const { onlyFor, namesOrganization, ...share } = payload;
  const { denyImport } = context.slack;
  if (onlyFor === null) return denyImport(share);
  for (const slackFileId of onlyFor) {
    if (await isFileAboutEndUsers(context, slackFileId, job)) return denyImport(share);
  }
}

/** Reads only the header and the first rows. A file that the app may not read counts as one about end users. */
async function isFileAboutEndUsers(
  { inWorkspace, slack }: Context,
  slackFileId: string,
  job: JobOf<'refuse-share'>,
): Promise<boolean> {
  const { workspaceId, namesOrganization } = job.payload;
  try {
    const bytes = slack.files.download({ workspaceId, slackFileId }, job);
    const reading = await readCsv(bytes, { maxBytes: maxFileBytes });
    await reading.close();
    return isAboutEndUsers(reading.header().columns, namesOrganization);
  } catch (error) {
    if (!(error instanceof BadFileError)) throw error;
    const { code, columns } = error;
    if (!isRefusedBySlack(code)) return isAboutEndUsers(columns, namesOrganization);
    await inWorkspace(workspaceId, async (tx) =>
      afterCommit(tx, { what: 'share not read', workspaceId, code }),
    );
    return true;
  }
}
