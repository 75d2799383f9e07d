// Posts a file into a thread: asks Slack for an address, streams the file there, and says that it is complete.
//
// The web client's own upload holds the whole file in memory and hangs on a stream that fails.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { WebClient } from '@slack/web-api';
import type { Place } from '../../model/import.ts';
import { RetryLaterError } from '../../queue/errors.ts';
import type { OutgoingFile, PostedFile, Upload } from '../../usecases/ports.ts';
import {
  RateLimitedError,
  slackErrorOf,
  throwUnlessStillPossible,
  UploadFailedError,
} from '../web/slack-error.ts';

/** Without a byte moving. */
const idleMs = 30_000;

/** `comment` is Slack's markup; the file goes into the thread with it. */
export async function uploadFile(
  client: WebClient,
  file: OutgoingFile & { readonly comment: string },
  { channelId, threadTs }: Place,
  { begin, signal }: Upload,
): Promise<PostedFile> {
  const length = (await stat(file.path)).size - file.start;
  const told = await client.files.getUploadURLExternal({ filename: file.name, length });
  if (!told.upload_url || !told.file_id) throw new Error('Slack told no address to upload to');
  await send(file, length, new URL(told.upload_url), signal);
  await begin(told.file_id);
  signal.throwIfAborted();
  const { files } = await client.files
    .completeUploadExternal({
      files: [{ id: told.file_id, title: file.name }],
      channel_id: channelId,
      thread_ts: threadTs,
      initial_comment: file.comment,
    })
    .catch(throwUnlessStillPossible);
  return { slackFileId: told.file_id, permalink: files?.[0]?.permalink ?? null };
}

/** Slack shares a file some time after it took it, and tells nobody when: asked for so often, and for so long. */
const sharing = { askMs: 2_000, withinMs: 60_000 };

/**
 * The file, where an upload that was begun came to be posted in the channel; null where it never will be.
 * @throws RetryLater while that is not yet certain
 */
export async function findPostedFile(
  client: WebClient,
  file: string,
  channelId: string,
): Promise<PostedFile | null> {
  try {
    const { file: found } = await client.files.info({ file });
    const places = [...(found?.channels ?? []), ...(found?.groups ?? []), ...(found?.ims ?? [])];
    if (places.includes(channelId)) return { slackFileId: file, permalink: found?.permalink ?? null };
    const takenMs = (found?.created ?? 0) * 1_000;
    if (Date.now() < takenMs + sharing.withinMs) throw new RetryLaterError(sharing.askMs);
    return null;
  } catch (error) {
    // What was uploaded, and never said to be complete, is no file.
    if (slackErrorOf(error) === 'file_not_found' || slackErrorOf(error) === 'file_deleted') return null;
    throw error;
  }
}

async function send(file: OutgoingFile, length: number, url: URL, signal: AbortSignal): Promise<void> {
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'content-length': length },
    signal,
    timeout: idleMs,
  });
  request.on('timeout', () => request.destroy(new Error('an upload to Slack stood still')));
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => resolve(response));
    });
  });
  const sent = pipeline(createReadStream(file.path, { start: file.start }), request);
  const [{ statusCode: status, headers }] = await Promise.all([answered, sent]).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new UploadFailedError('an upload to Slack broke off', { cause: error });
  });
  if (status === 429) throw new RateLimitedError(headers['retry-after']);
  if (status !== 200) throw new UploadFailedError(`an upload to Slack was answered with ${status}`);
}
