// Posts a message, or updates the one that is already there. Never posts twice, even if an earlier run broke off.
import type { WebClient } from '@slack/web-api';
import type { View } from '../block-kit/view.ts';
import { delayRetryAfterTimeout, slackErrorOf } from '../web/slack-error.ts';

/** What a message is about, as its metadata. Everyone in the workspace can read metadata, so ids only. */
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
  /** A message from before this time can't be the one that an earlier run posted. */
  readonly notBefore: Date;
};

/** Slack's error codes for blocks that it rejects. The message is then sent as text only. */
const blocksRejected = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long']);

/** The message that began the thread was deleted, and there was no reply yet. */
export class ThreadDeletedError extends Error {
  override readonly name = 'ThreadDeletedError';
}

/**
 * @returns the message's ts
 * @throws ThreadDeletedError
 */
export async function postView(
  client: WebClient,
  location: MessageLocation,
  view: View,
  subject: MessageSubject,
): Promise<string> {
  const knownTs = location.messageTs ?? (await findPosted(client, location, subject));
  if (knownTs !== null && (await updateMessage(client, location.channelId, knownTs, view, subject))) {
    return knownTs;
  }
  const posted = await orTextOnly(view, (content) =>
    client.chat.postMessage({
      channel: location.channelId,
      ...(location.threadTs === null ? {} : { thread_ts: location.threadTs }),
      ...content,
      metadata: subject,
      unfurl_links: false,
      unfurl_media: false,
    }),
  ).catch(delayRetryAfterTimeout);
  if (!posted.ts) throw new Error('Slack posted a message but sent no ts');
  return posted.ts;
}

/** Slack's error codes for a message that can't be updated: deleted, or locked by the workspace's settings. */
const notUpdatable = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

/** @returns false when the message can't be updated */
async function updateMessage(
  client: WebClient,
  channel: string,
  ts: string,
  view: View,
  subject: MessageSubject,
): Promise<boolean> {
  try {
    await orTextOnly(view, (content) => client.chat.update({ channel, ts, ...content, metadata: subject }));
    return true;
  } catch (error) {
    if (notUpdatable.has(slackErrorOf(error) ?? '')) return false;
    throw error;
  }
}

/**
 * Finds the message of a run that ended after posting and before storing the ts. Its metadata identifies the message,
 * however many messages came after it.
 */
async function findPosted(
  client: WebClient,
  location: MessageLocation,
  subject: MessageSubject,
): Promise<string | null> {
  for (let cursor = ''; ; ) {
    const { messages = [], next } = await fetchPage(client, location, cursor);
    const found = messages.find(
      ({ metadata }) =>
        metadata?.event_type === subject.event_type &&
        (metadata.event_payload as { id?: unknown } | undefined)?.id === subject.event_payload.id,
    );
    if (found?.ts) return found.ts;
    if (next === '') return null;
    cursor = next;
  }
}

/** One page of the thread's or channel's messages. */
async function fetchPage(
  client: WebClient,
  { channelId, threadTs, notBefore }: MessageLocation,
  cursor: string,
) {
  // A minute earlier, because our clock and Slack's may differ.
  const oldest = String(Math.floor(notBefore.getTime() / 1_000) - 60);
  const request = { channel: channelId, oldest, limit: 200, include_all_metadata: true, cursor };
  try {
    const { messages, response_metadata } = threadTs
      ? await client.conversations.replies({ ...request, ts: threadTs })
      : await client.conversations.history(request);
    return { messages, next: response_metadata?.next_cursor ?? '' };
  } catch (error) {
    const code = slackErrorOf(error);
    // Slack would post a reply to a deleted thread into the channel itself, where everyone sees it.
    if (code === 'thread_not_found') throw new ThreadDeletedError();
    // In a group message, the bot may post but not read.
    if (code === 'missing_scope') return { messages: [], next: '' };
    throw error;
  }
}

async function orTextOnly<Result>(
  { text, blocks }: View,
  send: (content: { text: string; blocks: View['blocks'] }) => Promise<Result>,
): Promise<Result> {
  try {
    return await send({ text, blocks });
  } catch (error) {
    if (!blocksRejected.has(slackErrorOf(error) ?? '')) throw error;
    return send({ text, blocks: [] });
  }
}
