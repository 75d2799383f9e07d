// Turns a Slack message with files into a share: the same for an event and for a message found by backfill.
import type { WebClient } from '@slack/web-api';
import type { FileShare } from '../../model/file-share.ts';
import { filesOfMessage, type SlackFile } from './files-of-message.ts';
import { parseOrganizationText } from './parse-organization-text.ts';
import { parseShareText } from './parse-share-text.ts';

/** The parts of a Slack message that tell who wrote it and what it shares. */
export type SlackMessage = {
  readonly subtype?: string;
  readonly user?: string;
  /** The author's workspace, under whichever of these names Slack sends it. */
  readonly user_team?: string;
  readonly source_team?: string;
  readonly team?: string;
  /** Null in some messages of members. */
  readonly bot_id?: string | null;
  readonly app_id?: string;
  readonly text?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly channel: string;
  readonly files?: readonly SlackFile[];
  readonly attachments?: readonly Attachment[];
};

/** What a message brings along: here, a message that was forwarded or linked to, with its files. */
type Attachment = {
  readonly is_share?: boolean;
  readonly is_msg_unfurl?: boolean;
  readonly is_reply_unfurl?: boolean;
  readonly files?: readonly SlackFile[];
};

/** The message's own files, and those of the messages that it forwards if the member asks the bot. */
export function filesOf(
  { files = [], attachments = [] }: Pick<SlackMessage, 'files' | 'attachments'>,
  isAddressed: boolean,
): readonly SlackFile[] {
  const forwarded = attachments
    .filter((from) => from.is_share || from.is_msg_unfurl || from.is_reply_unfurl)
    .flatMap((from) => from.files ?? []);
  const all = isAddressed ? [...files, ...forwarded] : files;
  return all.filter(({ id }, at) => all.findIndex((file) => file.id === id) === at);
}

/** The other subtypes are edits, deletions, joins, and messages of bots. */
const memberSubtypes = new Set<string | undefined>([undefined, 'file_share', 'thread_broadcast']);

/** Whether a member wrote the message, not Slack or a bot. */
export function isFromMember(message: SlackMessage): message is SlackMessage & { readonly user: string } {
  return memberSubtypes.has(message.subtype) && !message.bot_id && message.user !== undefined;
}

/** Whether another app or a workflow posted files. `own` is this app, whose bot in another workspace is no other app. */
export function isFromOtherApp(
  message: SlackMessage,
  own: { readonly appId: string; readonly botId: string | undefined },
): message is SlackMessage & { readonly bot_id: string } {
  const isPosted = memberSubtypes.has(message.subtype) || message.subtype === 'bot_message';
  const isOther = Boolean(message.bot_id) && message.bot_id !== own.botId && message.app_id !== own.appId;
  return isPosted && isOther && Boolean(message.files?.length);
}

type Reader = { readonly workspaceId: string; readonly botMemberId: string; readonly client: WebClient };

/** @param isAddressed whether it is a direct message or a mention, so that silence would be rude */
export async function readShare(
  { workspaceId, botMemberId, client }: Reader,
  { user, ...message }: SlackMessage & { readonly user: string },
  isAddressed: boolean,
): Promise<FileShare> {
  const said = parseShareText(message.text ?? '', botMemberId);
  const { mentionsBot, organizationId, organizationName, action, instructions } = said;
  const addressed = isAddressed || mentionsBot;
  return {
    workspaceId,
    channelId: message.channel,
    ts: message.ts,
    threadTs: message.thread_ts ?? null,
    action,
    instructions,
    requestedBy: user,
    files: await filesOfMessage(client, filesOf(message, addressed)),
    addressed,
    organizationId,
    organizationName,
    organizationText: parseOrganizationText(message.text ?? ''),
  };
}
