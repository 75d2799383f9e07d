// Posts a message that is kept up to date, or updates it; never twice, whatever an earlier run came to.
import type { WebClient } from '@slack/web-api';
import type { View } from '../block-kit/view.ts';
import { slackErrorOf, throwUnlessStillPossible } from '../web/slack-error.ts';

/** Says which thing a message shows, in its metadata: everybody in the workspace may read that, so ids only. */
export type MessageSubject = {
  readonly event_type: string;
  readonly event_payload: { readonly id: number | string };
};

export type MessageLocation = {
  readonly channelId: string;
  /** `null`: in the channel itself. */
  readonly threadTs: string | null;
  /** The message to update; `null` when none is known. */
  readonly messageTs: string | null;
  /** Nothing older than that can be the message. */
  readonly notBefore: Date;
};

/** What Slack says of blocks that it doesn't take: the text alone then tells the same. */
const blocksRefused = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long']);

/** The message that a thread began with was deleted before anything was said there. */
export class ThreadDeletedError extends Error {}

/**
 * Gives the message's ts.
 * @throws ThreadGone
 */
export async function postView(
  client: WebClient,
  spot: MessageLocation,
  view: View,
  shows: MessageSubject,
): Promise<string> {
  const known = spot.messageTs ?? (await findPosted(client, spot, shows));
  if (known !== null && (await updateMessage(client, spot.channelId, known, view, shows))) return known;
  const posted = await withoutRefusedBlocks(view, (said) =>
    client.chat.postMessage({
      channel: spot.channelId,
      ...(spot.threadTs === null ? {} : { thread_ts: spot.threadTs }),
      ...said,
      metadata: shows,
      unfurl_links: false,
      unfurl_media: false,
    }),
  ).catch(throwUnlessStillPossible);
  if (!posted.ts) throw new Error('Slack posted a message without telling its ts');
  return posted.ts;
}

/** What Slack says of a message that can't be updated any more: deleted, or closed by the workspace's rules. */
const outOfReach = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

/** False when there is no such message to update. */
async function updateMessage(
  client: WebClient,
  channel: string,
  ts: string,
  view: View,
  shows: MessageSubject,
): Promise<boolean> {
  try {
    await withoutRefusedBlocks(view, (said) => client.chat.update({ channel, ts, ...said, metadata: shows }));
    return true;
  } catch (error) {
    if (outOfReach.has(slackErrorOf(error) ?? '')) return false;
    throw error;
  }
}

/** A run that died between posting and noting it has left its message: found by its metadata, however much was said since. */
async function findPosted(
  client: WebClient,
  spot: MessageLocation,
  shows: MessageSubject,
): Promise<string | null> {
  for (let cursor = ''; ; ) {
    const { messages = [], next } = await messagesAt(client, spot, cursor);
    const found = messages.find(
      ({ metadata }) =>
        metadata?.event_type === shows.event_type &&
        (metadata.event_payload as { id?: unknown } | undefined)?.id === shows.event_payload.id,
    );
    if (found?.ts) return found.ts;
    if (next === '') return null;
    cursor = next;
  }
}

/** A page of them. */
async function messagesAt(
  client: WebClient,
  { channelId, threadTs, notBefore }: MessageLocation,
  cursor: string,
) {
  const oldest = String(Math.floor(notBefore.getTime() / 1_000) - 60);
  const asked = { channel: channelId, oldest, limit: 200, include_all_metadata: true, cursor };
  try {
    const { messages, response_metadata } = threadTs
      ? await client.conversations.replies({ ...asked, ts: threadTs })
      : await client.conversations.history(asked);
    return { messages, next: response_metadata?.next_cursor ?? '' };
  } catch (error) {
    const code = slackErrorOf(error);
    // Slack would post an answer to a thread that is gone into the channel itself, for all to see.
    if (code === 'thread_not_found') throw new ThreadDeletedError();
    // In a group message we may answer, but not read.
    if (code === 'missing_scope') return { messages: [], next: '' };
    throw error;
  }
}

async function withoutRefusedBlocks<Answer>(
  { text, blocks }: View,
  send: (said: { text: string; blocks: View['blocks'] }) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send({ text, blocks });
  } catch (error) {
    if (!blocksRefused.has(slackErrorOf(error) ?? '')) throw error;
    return send({ text, blocks: [] });
  }
}
