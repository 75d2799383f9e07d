// What a message with files asks for: the same whether Slack sends it as an event, or it is found by looking back.
import type { WebClient } from '@slack/web-api';
import type { FileShare } from '../../usecases/import/request-import.ts';
import { filesOfMessage, type SlackFile } from './files-of-message.ts';
import { parseShareText } from './parse-share-text.ts';

/** What of a message tells who said and shared what. */
export type Said = {
  readonly subtype?: string;
  readonly user?: string;
  /** The workspace of who said it, under whichever of the names Slack has for it. */
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

/** Others are edits, deletions, joins, and what bots said. */
const subtypes = new Set<string | undefined>([undefined, 'file_share', 'thread_broadcast']);

/** Whether a member said it, and not Slack or a bot. */
export function isSaidByMember(said: Said): said is Said & { readonly user: string } {
  return subtypes.has(said.subtype) && said.bot_id === undefined && said.user !== undefined;
}

type Reader = { readonly workspaceId: string; readonly botMemberId: string; readonly client: WebClient };

/** `isToUs`: in a direct message, or by a mention, so that silence would be rude. */
export async function readShare(
  { workspaceId, botMemberId, client }: Reader,
  { user, files = [], ...said }: Said & { readonly user: string },
  isToUs: boolean,
): Promise<FileShare> {
  const { mentionsBot, organizationId } = parseShareText(said.text ?? '', botMemberId);
  return {
    workspaceId,
    channelId: said.channel,
    ts: said.ts,
    threadTs: said.thread_ts ?? null,
    requestedBy: user,
    files: await filesOfMessage(client, files),
    addressed: isToUs || mentionsBot,
    organizationId,
  };
}
