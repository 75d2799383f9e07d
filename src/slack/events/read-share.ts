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
  readonly bot_id?: string;
  readonly text?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly channel: string;
  readonly files?: readonly SlackFile[];
};

/** The other subtypes are edits, deletions, joins, and messages of bots. */
const memberSubtypes = new Set<string | undefined>([undefined, 'file_share', 'thread_broadcast']);

/** Whether a member wrote the message, not Slack or a bot. */
export function isFromMember(message: SlackMessage): message is SlackMessage & { readonly user: string } {
  return memberSubtypes.has(message.subtype) && message.bot_id === undefined && message.user !== undefined;
}

type Reader = { readonly workspaceId: string; readonly botMemberId: string; readonly client: WebClient };

/** @param isAddressed whether it is a direct message or a mention, so that silence would be rude */
export async function readShare(
  { workspaceId, botMemberId, client }: Reader,
  { user, files = [], ...message }: SlackMessage & { readonly user: string },
  isAddressed: boolean,
): Promise<FileShare> {
  const { mentionsBot, organizationId, organizationName } = parseShareText(message.text ?? '', botMemberId);
  return {
    workspaceId,
    channelId: message.channel,
    ts: message.ts,
    threadTs: message.thread_ts ?? null,
    requestedBy: user,
    files: await filesOfMessage(client, files),
    addressed: isAddressed || mentionsBot,
    organizationId,
    organizationName,
    organizationText: parseOrganizationText(message.text ?? ''),
  };
}
