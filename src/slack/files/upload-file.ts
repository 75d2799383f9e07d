// Posts a file into a thread, in Slack's three steps: get an upload URL, stream the file to it, complete the upload.
//
// The web client's own upload method holds the whole file in memory, and hangs on a stream that fails.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { RetryLaterError, RetryUselessError } from '../../queue/errors.ts';
import type { OutgoingFile, PostedFile, Upload } from '../../usecases/ports.ts';
import { resolveChannel } from '../web/direct-message.ts';
import { throwIfRefused } from '../web/refusals.ts';
import {
  delayRetryAfterTimeout,
  RateLimitedError,
  slackErrorOf,
  UploadFailedError,
} from '../web/slack-error.ts';

/** How long an upload may stall. */
const idleMs = 30_000;

/** Slack accepted a file twice and posted it neither time. */
class UploadLostError extends RetryUselessError {
  override readonly name = 'UploadLostError';
}

/**
 * Resolves once the file is where it should be.
 *
 * @param file `comment`, in mrkdwn, is posted together with the file
 * @param isSlackHost whether a file may be sent to this URL
 * @throws RetryLaterError while Slack may still be posting the file: the next run asks `findPostedFile` first
 * @throws UploadLostError when Slack lost the file once more
 * @throws PlaceRefusedError
 */
export async function uploadFile(
  client: WebClient,
  file: OutgoingFile & { readonly comment: string },
  { begin, wasLost, signal }: Upload,
  isSlackHost: (url: URL) => boolean,
): Promise<PostedFile> {
  const length = (await stat(file.path)).size - file.start;
  const target = await client.files.getUploadURLExternal({ filename: file.name, length });
  if (!target.upload_url || !target.file_id) throw new Error('Slack sent no URL to upload a file to');
  const url = new URL(target.upload_url);
  // The file holds personal data: it goes to Slack over TLS, or to the host of SLACK_API_URL.
  if (!isSlackHost(url)) throw new Error('the URL to upload a file to is not on a host of Slack');
  await sendContent(file, length, url, signal);
  const place = await begin(target.file_id);
  signal.throwIfAborted();
  const channelId = await resolveChannel(client, place.channelId).catch(throwIfRefused);
  const { files } = await client.files
    .completeUploadExternal({
      files: [{ id: target.file_id, title: file.name }],
      channel_id: channelId,
      ...(place.threadTs === null ? {} : { thread_ts: place.threadTs }),
      initial_comment: file.comment,
    })
    .catch(throwIfRefused)
    .catch(delayRetryAfterTimeout);
  await requirePosted(client, target.file_id, channelId, wasLost, signal);
  return { slackFileId: target.file_id, permalink: files?.[0]?.permalink ?? null };
}

/**
 * Slack posts an uploaded file some time after it accepted the upload, without a notification, so the app polls. The
 * first polls are close together: most files are posted within a second. The time limit is a minute, and one more because
 * our clock and Slack's may differ.
 */
const posting = { firstPollsMs: [250, 750], pollMs: 2_000, withinMs: 120_000 };

/**
 * Only the upload of a file that was lost before is waited for here to the end, since a next run couldn't tell it from
 * the first one.
 */
async function requirePosted(
  client: WebClient,
  fileId: string,
  channelId: string,
  wasLost: boolean,
  signal: AbortSignal,
): Promise<void> {
  for (let poll = 0; ; poll++) {
    try {
      const found = await findPostedFile(client, fileId, channelId);
      if (found !== 'lost') return;
      if (!wasLost) throw new RetryLaterError(0);
      throw new UploadLostError('Slack accepted a file twice and posted it neither time');
    } catch (error) {
      // Without this permission, the app can upload files but not look for them.
      if (slackErrorOf(error) === 'missing_scope') return;
      const pauseMs = posting.firstPollsMs[poll] ?? (wasLost ? posting.pollMs : null);
      if (!(error instanceof RetryLaterError) || pauseMs === null) throw error;
      await sleep(pauseMs, undefined, { signal });
    }
  }
}

/**
 * Checks whether an upload that an earlier run began was posted, in this channel where one is given.
 * @returns 'lost' when Slack accepted the upload and never posted the file; null when the upload was not completed
 * @throws RetryLaterError while Slack may still be posting it
 */
export async function findPostedFile(
  client: WebClient,
  fileId: string,
  channelId?: string,
): Promise<PostedFile | 'lost' | null> {
  try {
    const { file } = await client.files.info({ file: fileId });
    const { channels = [], groups = [], ims = [], shares } = file ?? {};
    const sharedIn = [shares?.public, shares?.private].flatMap((places) => Object.keys(places ?? {}));
    const places = [...channels, ...groups, ...ims, ...sharedIn];
    if (channelId === undefined ? places.length > 0 : places.includes(channelId))
      return { slackFileId: fileId, permalink: file?.permalink ?? null };
    const createdMs = (file?.created ?? 0) * 1_000;
    if (Date.now() < createdMs + posting.withinMs) throw new RetryLaterError(posting.pollMs);
    return 'lost';
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
