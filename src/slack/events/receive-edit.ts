// An edited message: a file or an organization that was added counts as if the message had had it at once.
import type { Context as BoltContext } from '@slack/bolt';
import { takeableDays } from '../../model/file-offer.ts';
import { rejectShare } from '../../usecases/import/reject-share.ts';
import { requestImport } from '../../usecases/import/request-import.ts';
import { takeFiles } from '../../usecases/import/take-files.ts';
import { requestNotice } from '../../usecases/notices/request-notice.ts';
import { isAllowed } from '../access/authorize.ts';
import type { ListenerContext, SlackContext } from '../context.ts';
import type { BotIdentity } from '../transport/bot-identity.ts';
import { identifyMember } from '../web/members.ts';
import { answerAboutFiles } from './answer-about-files.ts';
import { parseOrganizationText } from './parse-organization-text.ts';
import { parseShareText } from './parse-share-text.ts';
import { filesOf, isFromMember, readShare, type SlackMessage } from './read-share.ts';
import { receiveOnce } from './receive-once.ts';

/** https://docs.slack.dev/reference/events/message/message_changed */
export type EditEvent = {
  readonly ts: string;
  readonly channel: string;
  readonly channel_type?: string;
  readonly message?: Omit<SlackMessage, 'channel'>;
  readonly previous_message?: Omit<SlackMessage, 'channel'>;
};

type Edit = {
  readonly before: Omit<SlackMessage, 'channel'>;
  readonly message: SlackMessage & { user: string };
};

const takeableMs = takeableDays * 24 * 60 * 60 * 1_000;

export async function receiveEdit(
  context: ListenerContext,
  boltContext: BoltContext,
  { ts, channel, channel_type, message: after, previous_message: before }: EditEvent,
): Promise<void> {
  if (!after || !before) return;
  const message = { ...after, channel };
  // Slack also sends this event for link previews, replies, and deleted files.
  const isChanged = after.text !== before.text || addedFiles(before, after, true).length > 0;
  if (!isFromMember(message) || !isChanged || Date.now() - Number(message.ts) * 1_000 > takeableMs) return;
  const isAddressed = channel_type === 'im';
  const eventId = `message_changed ${channel} ${ts}`;
  await receiveOnce(context, boltContext, { message, isAddressed, eventId }, (bot) =>
    handleEdit(context, bot, { before, message }, isAddressed),
  );
}

async function handleEdit(
  context: SlackContext,
  bot: BotIdentity,
  { before, message }: Edit,
  isDirect: boolean,
): Promise<void> {
  const { workspaceId, botMemberId } = bot;
  const { user: memberId, channel: channelId, ts: shareTs } = message;
  const { isNew, mentionsBot, isNewMention } = saidByEdit(before.text ?? '', message.text ?? '', botMemberId);
  const isAddressed = isDirect || mentionsBot;
  const files = filesOf(message, isAddressed);
  const added = isNew ? files : addedFiles(before, message, isAddressed);
  if (added.length === 0 && !isNew) return;
  if ((await identifyMember(context, workspaceId, memberId)).kind !== 'member') return;
  if (files.length === 0) {
    const isAnswered = await answerAboutFiles(context, bot, message, mentionsBot);
    if (isAnswered || !isNewMention) return;
    const threadTs = message.thread_ts ?? shareTs;
    return requestNotice(context, { words: 'help', workspaceId, channelId, threadTs, to: shareTs, memberId });
  }
  const client = await context.clients.retrying(workspaceId);
  const share = await readShare(
    { workspaceId, botMemberId, client },
    { ...message, files: added, attachments: [] },
    isDirect,
  );
  if (!(await isAllowed(context, workspaceId, memberId, 'import'))) return rejectShare(context, share);
  await requestImport(context, share);
  if (isNew) await takeFiles(context, { workspaceId, channelId, shareTs }, share);
}

/** Whether the new text names an organization or mentions the bot, and the old one did not. */
function saidByEdit(before: string, after: string, botMemberId: string) {
  const [old, now] = [parseShareText(before, botMemberId), parseShareText(after, botMemberId)];
  const name = parseOrganizationText(after);
  const isNewMention = now.mentionsBot && !old.mentionsBot;
  const isNew =
    isNewMention ||
    (now.organizationId !== null && now.organizationId !== old.organizationId) ||
    (name !== null && name !== parseOrganizationText(before));
  return { isNew, isNewMention, mentionsBot: now.mentionsBot };
}

function addedFiles(before: Edit['before'], after: Edit['before'], isAddressed: boolean) {
  const known = filesOf(before, isAddressed);
  return filesOf(after, isAddressed).filter(({ id }) => !known.some((file) => file.id === id));
}
