// A message without files in the thread of a file that the bot left alone: it may have the bot take the file.
import { hasWaitingFile, takeFiles } from '../../usecases/import/take-files.ts';
import { findOrganizations } from '../../usecases/workspace/queries.ts';
import { isAllowed } from '../access/authorize.ts';
import { denyImport } from '../access/deny-import.ts';
import type { SlackContext } from '../context.ts';
import type { BotIdentity } from '../transport/bot-identity.ts';
import { takeForOrganization } from '../views/import/files-of-thread.ts';
import { organizationNotFound } from '../views/organizations/organization-not-found.ts';
import { parseOrganizationText } from './parse-organization-text.ts';
import { parseShareText } from './parse-share-text.ts';
import type { SlackMessage } from './read-share.ts';

/** Whether it is a reply that names an organization. */
export function namesOrganizationInThread({ text = '', ts, thread_ts }: SlackMessage): boolean {
  if (thread_ts === undefined || thread_ts === ts) return false;
  return parseShareText(text, '').organizationId !== null || parseOrganizationText(text) !== null;
}

/**
 * @param isAddressed whether the message mentions the bot
 * @returns whether the message was about files, so that nothing else is to be answered
 */
export async function answerAboutFiles(
  context: SlackContext,
  { workspaceId }: Pick<BotIdentity, 'workspaceId'>,
  { user: memberId, channel: channelId, ts, thread_ts: threadTs, text = '' }: SlackMessage & { user: string },
  isAddressed: boolean,
): Promise<boolean> {
  if (threadTs === undefined || threadTs === ts) return false;
  const { organizationId } = parseShareText(text, '');
  const place = { workspaceId, channelId, threadTs };
  if (!(await isAllowed(context, workspaceId, memberId, 'import'))) {
    if (!isAddressed || !(await hasWaitingFile(context, place))) return false;
    await denyImport(context, { ...place, memberId });
    return true;
  }
  const organizationText = parseOrganizationText(text);
  const said = { requestedBy: memberId, addressed: isAddressed, organizationId, organizationText };
  const outcome = await takeFiles(context, place, said);
  if (outcome !== 'unknown organization') return outcome === 'taken';
  // In the middle of a sentence, the word may mean something else.
  if (!isAddressed && !/^\s*org/i.test(text)) return false;
  const wanted =
    organizationId === null
      ? ({ by: 'name', name: organizationText ?? '' } as const)
      : ({ by: 'id', id: organizationId } as const);
  const nearest = wanted.by === 'id' ? [] : await findOrganizations(context, workspaceId, wanted.name);
  const reply = organizationNotFound(wanted, nearest, takeForOrganization(threadTs));
  const client = await context.clients.once(workspaceId);
  await client.chat.postEphemeral({ channel: channelId, user: memberId, thread_ts: threadTs, ...reply });
  return true;
}
