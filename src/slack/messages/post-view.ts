// Posts a message, or updates the one that is already there. Never posts twice, even if an earlier run broke off.
import type { WebClient } from '@slack/web-api';
import type { BegunPosting, PostingKey, Postings } from '../../usecases/ports.ts';
import type { View } from '../block-kit/view.ts';
import { slashCommand } from '../commands/commands.ts';
import { refusesUpdate } from '../web/refusals.ts';
import { sendView } from '../web/send-view.ts';
import {
  delayRetryAfterTimeout,
  isSlackUnavailable,
  retryAfterMs,
  slackErrorOf,
} from '../web/slack-error.ts';

/** What a message is about, as its metadata. Everyone in the workspace can read metadata, so ids only. */
export type MessageSubject = {
  readonly event_type: string;
  readonly event_payload: { readonly id: number | string };
};

export type MessageLocation = {
  readonly workspaceId: string;
  readonly channelId: string;
  /** `null`: in the channel itself. */
  readonly threadTs: string | null;
  /** The message to update; `null` when none is known. */
  readonly messageTs: string | null;
};

/** A Slack client, and what is known of earlier attempts to post. */
export type Poster = { readonly client: WebClient; readonly postings: Postings };

/** The message that began the thread was deleted, and there was no reply yet. */
export class ThreadDeletedError extends Error {
  override readonly name = 'ThreadDeletedError';
}

/**
 * @returns the message's ts
 * @throws ThreadDeletedError
 */
export async function postView(
  poster: Poster,
  location: MessageLocation,
  view: View,
  subject: MessageSubject,
): Promise<string> {
  const knownTs = location.messageTs ?? (await beginPosting(poster, location, subject));
  if (knownTs !== null && (await updateMessage(poster.client, location.channelId, knownTs, view, subject))) {
    return knownTs;
  }
  return postMessage(poster, location, view, subject);
}

async function postMessage(
  { client, postings }: Poster,
  location: MessageLocation,
  view: View,
  subject: MessageSubject,
): Promise<string> {
  const post = (content: View) =>
    client.chat.postMessage({
      channel: location.channelId,
      ...(location.threadTs === null ? {} : { thread_ts: location.threadTs }),
      ...content,
      metadata: subject,
      unfurl_links: false,
      unfurl_media: false,
    });
  const posted = await sendView(view, post, insteadOfButtons(subject)).catch(async (error: unknown) => {
    if (isRefused(error)) await postings.forget(keyOf(location, subject));
    return delayRetryAfterTimeout(error);
  });
  if (!posted.ts) throw new Error('Slack posted a message but sent no ts');
  return posted.ts;
}

/** Whether Slack has said that it did not post the message, as opposed to not having said that it did. */
const isRefused = (error: unknown): boolean =>
  retryAfterMs(error) !== null || (slackErrorOf(error) !== null && !isSlackUnavailable(error));

const keyOf = ({ workspaceId, channelId }: MessageLocation, subject: MessageSubject): PostingKey => ({
  workspaceId,
  channelId,
  subject: `${subject.event_type} ${subject.event_payload.id}`,
});

export const insteadOfButtons = ({ event_type, event_payload: { id } }: MessageSubject): string =>
  event_type === 'endusers_import' ? `To decide: \`${slashCommand} results ${id}\`` : '';

/** @returns false when the message can't be updated */
async function updateMessage(
  client: WebClient,
  channel: string,
  ts: string,
  view: View,
  subject: MessageSubject,
): Promise<boolean> {
  try {
    const update = (content: View) => client.chat.update({ channel, ts, ...content, metadata: subject });
    await sendView(view, update, insteadOfButtons(subject));
    return true;
  } catch (error) {
    if (refusesUpdate(slackErrorOf(error))) return false;
    throw error;
  }
}

/**
 * Records that the message is about to be posted. Only if that was recorded before, Slack's history is searched for it: for
 * apps distributed outside its Marketplace, Slack allows one such call per minute.
 *
 * @returns the ts of the message, if an earlier run has posted it
 */
async function beginPosting(
  poster: Poster,
  location: MessageLocation,
  subject: MessageSubject,
): Promise<string | null> {
  const begun = await poster.postings.begin(keyOf(location, subject));
  if (begun !== null) return findPosted(poster, location, subject, begun);
  const { channelId, threadTs } = location;
  if (threadTs === null || (await hasThread(poster.client, channelId, threadTs))) return null;
  await poster.postings.forget(keyOf(location, subject));
  throw new ThreadDeletedError();
}

/** Slack would post a reply to a deleted thread into the channel itself, where everyone sees it. */
async function hasThread(client: WebClient, channel: string, threadTs: string): Promise<boolean> {
  try {
    await client.chat.getPermalink({ channel, message_ts: threadTs });
    return true;
  } catch (error) {
    return slackErrorOf(error) !== 'message_not_found';
  }
}

/**
 * Finds the message of a run that ended after posting and before storing the ts. Its metadata identifies the message,
 * however many messages came after it. A search that a rate limit interrupts goes on where it was.
 */
async function findPosted(
  { client, postings }: Poster,
  location: MessageLocation,
  subject: MessageSubject,
  begun: BegunPosting,
): Promise<string | null> {
  for (let cursor = begun.cursor ?? ''; ; ) {
    const { messages = [], next } = await fetchPage(client, location, begun.begunAt, cursor);
    const found = messages.find(
      ({ metadata }) =>
        metadata?.event_type === subject.event_type &&
        (metadata.event_payload as { id?: unknown } | undefined)?.id === subject.event_payload.id,
    );
    if (found?.ts) return found.ts;
    if (next === '') {
      await postings.beginAgain(keyOf(location, subject));
      return null;
    }
    cursor = next;
    await postings.keepCursor(keyOf(location, subject), cursor);
  }
}

/** As many messages as Slack allows apps outside its Marketplace to read at a time. */
const pageSize = 15;

/** One page of the thread's or channel's messages. */
async function fetchPage(
  client: WebClient,
  { channelId, threadTs }: MessageLocation,
  begunAt: Date,
  cursor: string,
) {
  // A minute earlier, because our clock and Slack's may differ.
  const oldest = String(Math.floor(begunAt.getTime() / 1_000) - 60);
  const request = { channel: channelId, oldest, limit: pageSize, include_all_metadata: true, cursor };
  try {
    const { messages, response_metadata } = threadTs
      ? await client.conversations.replies({ ...request, ts: threadTs })
      : await client.conversations.history(request);
    return { messages, next: response_metadata?.next_cursor ?? '' };
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === 'thread_not_found') throw new ThreadDeletedError();
    // In a group message, the bot may post but not read.
    if (code === 'missing_scope') return { messages: [], next: '' };
    throw error;
  }
}
