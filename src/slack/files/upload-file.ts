// Posts a file into a thread, in Slack's three steps: get an upload URL, stream the file to it, complete the upload.
//
// The web client's own upload method holds the whole file in memory, and hangs on a stream that fails.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { WebClient } from '@slack/web-api';
import { RetryLaterError } from '../../queue/errors.ts';
import type { OutgoingFile, PostedFile, Upload } from '../../usecases/ports.ts';
import {
  delayRetryAfterTimeout,
  RateLimitedError,
  slackErrorOf,
  UploadFailedError,
} from '../web/slack-error.ts';

/** How long an upload may stall. */
const idleMs = 30_000;

/**
 * @param file `comment`, in mrkdwn, is posted together with the file
 * @param isSlackHost whether a file may be sent to this URL
 */
export async function uploadFile(
  client: WebClient,
  file: OutgoingFile & { readonly comment: string },
  { begin, signal }: Upload,
  isSlackHost: (url: URL) => boolean,
): Promise<PostedFile> {
  const length = (await stat(file.path)).size - file.start;
  const target = await client.files.getUploadURLExternal({ filename: file.name, length });
  if (!target.upload_url || !target.file_id) throw new Error('Slack sent no URL to upload a file to');
  const url = new URL(target.upload_url);
  // The file holds personal data: it goes to Slack over TLS, or to the host of SLACK_API_URL.
  if (!isSlackHost(url)) throw new Error('the URL to upload a file to is not on a host of Slack');
  await sendContent(file, length, url, signal);
  const { channelId, threadTs } = await begin(target.file_id);
  signal.throwIfAborted();
  const { files } = await client.files
    .completeUploadExternal({
      files: [{ id: target.file_id, title: file.name }],
      channel_id: channelId,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
      initial_comment: file.comment,
    })
    .catch(delayRetryAfterTimeout);
  return { slackFileId: target.file_id, permalink: files?.[0]?.permalink ?? null };
}

/** Slack posts an uploaded file some time after it accepted the upload, without a notification, so the app polls. */
const posting = { pollMs: 2_000, withinMs: 60_000 };

/**
 * Checks whether an upload that an earlier run began was posted in the channel.
 * @returns null when it never will be
 * @throws RetryLaterError while Slack may still be posting it
 */
export async function findPostedFile(
  client: WebClient,
  fileId: string,
  channelId: string,
): Promise<PostedFile | null> {
  try {
    const { file } = await client.files.info({ file: fileId });
    const channelIds = [...(file?.channels ?? []), ...(file?.groups ?? []), ...(file?.ims ?? [])];
    if (channelIds.includes(channelId)) return { slackFileId: fileId, permalink: file?.permalink ?? null };
    const createdMs = (file?.created ?? 0) * 1_000;
    if (Date.now() < createdMs + posting.withinMs) throw new RetryLaterError(posting.pollMs);
    return null;
  } catch (error) {
    // A file whose upload was never completed doesn't exist for Slack.
    if (slackErrorOf(error) === 'file_not_found' || slackErrorOf(error) === 'file_deleted') return null;
    throw error;
  }
}

async function sendContent(file: OutgoingFile, length: number, url: URL, signal: AbortSignal): Promise<void> {
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'content-length': length },
    signal,
    timeout: idleMs,
  });
  request.on('timeout', () => request.destroy(new Error('an upload to Slack stalled')));
  const responded = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => resolve(response));
    });
  });
  const sent = pipeline(createReadStream(file.path, { start: file.start }), request);
  const [{ statusCode: status, headers }] = await Promise.all([responded, sent]).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new UploadFailedError('an upload to Slack was interrupted', { cause: error });
  });
  if (status === 429) throw new RateLimitedError(headers['retry-after']);
  if (status !== 200) throw new UploadFailedError(`an upload to Slack was answered with status ${status}`);
}
