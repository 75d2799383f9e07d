// Downloads a file that a member shared, as a stream.
import { DownloadFailedError } from '../../model/download-failed-error.ts';
import { SlotYieldedError } from '../../queue/errors.ts';
import { RateLimitedError } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';
import { checkContent, WebPageError } from './check-content.ts';
import { accessDeniedError, fetchFileAddress, requireFilesScope } from './file-address.ts';

const maxRedirects = 5;

/** The slowest acceptable download: a host that sends byte by byte never stalls, but occupies a worker for long. */
type MinimumRate = {
  /** What any download may take, in ms, in addition to the time for its bytes. */
  readonly graceMs: number;
  readonly bytesPerSecond: number;
};

export type DownloadContext = {
  readonly clients: WebClients;
  /** Whether tokens and files may be sent to this URL. */
  readonly isSlackHost: (url: URL) => boolean;
};

export type DownloadLimits = {
  /** How long Slack may take to answer, and then for each next chunk, in ms. */
  readonly idleMs?: number;
  readonly minimumRate?: MinimumRate;
  /** Asked while the download makes no progress: whether to give up, because another job waits for the slot. */
  readonly yieldsSlot?: () => boolean;
};

/** With less than `bytes` in `ms` of waiting, a download makes no progress. */
const progress = { bytes: 64 * 1024, ms: 5_000 };

const defaultRate: MinimumRate = { graceMs: 60_000, bytesPerSecond: 50_000 };

/**
 * Yields the file's bytes as they arrive, without a limit: the caller stops reading when there are too many. If a host
 * compresses the file although the request rules that out, the bytes are decompressed as far as the caller reads.
 * @throws BadFileError when the file is gone or not stored in Slack, or when the app may not read it
 * @throws DownloadFailedError when the download breaks, stalls, is too slow, or brings something other than the file
 * @throws SlotYieldedError when it makes no progress and another job waits for the slot
 * @throws RateLimitedError when Slack answers with 429
 */
export async function* downloadFile(
  { clients, isSlackHost }: DownloadContext,
  { workspaceId, slackFileId }: { readonly workspaceId: string; readonly slackFileId: string },
  signal: AbortSignal,
  { idleMs = 30_000, minimumRate = defaultRate, yieldsSlot = () => false }: DownloadLimits = {},
): AsyncGenerator<Uint8Array> {
  const client = await clients.retrying(workspaceId);
  const address = await fetchFileAddress(client, slackFileId, signal);
  const timedOut = new AbortController();
  const aborted = AbortSignal.any([signal, timedOut.signal]);
  let received = 0;
  let waitedMs = 0;
  const { url } = address;
  let progressed = { bytes: 0, waitedMs: 0 };
  const response = await withinTime(() => fetchFromSlack(url, client.token ?? '', isSlackHost, aborted));
  if (response.status === 403) {
    await requireFilesScope(client);
    throw accessDeniedError('with status 403');
  }
  try {
    yield* checkContent(chunksOf(response), response.headers, address);
  } catch (error) {
    if (error instanceof WebPageError) await requireFilesScope(client);
    throw error;
  } finally {
    // Rejects where the body was read, which has ended it already.
    await response.body?.cancel().catch(() => undefined);
  }

  async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
    const chunks = body?.[Symbol.asyncIterator]();
    try {
      for (;;) {
        // The clock runs only while we wait for Slack: the reader may take any time over a chunk.
        const next = await withinTime(async () => chunks?.next());
        if (!next || next.done) return;
        received += next.value.length;
        if (received - progressed.bytes >= progress.bytes) progressed = { bytes: received, waitedMs };
        yield next.value;
      }
    } finally {
      await chunks?.return?.();
    }
  }

  async function withinTime<Result>(step: () => Promise<Result>): Promise<Result> {
    const leftMs = minimumRate.graceMs + (received / minimumRate.bytesPerSecond) * 1_000 - waitedMs;
    const reason = leftMs < idleMs ? 'the download was too slow' : 'the download stalled';
    const timer = setTimeout(() => timedOut.abort(new DownloadFailedError(reason)), Math.min(leftMs, idleMs));
    const startedAt = performance.now();
    const yielding = setInterval(() => {
      const silentMs = waitedMs - progressed.waitedMs + performance.now() - startedAt;
      if (silentMs >= progress.ms && yieldsSlot())
        timedOut.abort(new SlotYieldedError('a download made no progress'));
    }, 250);
    try {
      return await step();
    } catch (error) {
      signal.throwIfAborted();
      if (!isConnectionError(error)) throw error;
      throw timedOut.signal.aborted
        ? timedOut.signal.reason
        : new DownloadFailedError('the download was interrupted', { cause: error });
    } finally {
      clearTimeout(timer);
      clearInterval(yielding);
      waitedMs += performance.now() - startedAt;
    }
  }
}

/** Follows redirects itself, because `fetch` would: the token must go to Slack's hosts only. */
async function fetchFromSlack(
  url: URL,
  token: string,
  isSlackHost: DownloadContext['isSlackHost'],
  signal: AbortSignal,
): Promise<Response> {
  let next = url;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    if (!isSlackHost(next)) throw new DownloadFailedError(`Slack sent an address that is not one of Slack's`);
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' };
    const response = await fetch(next, { headers, redirect: 'manual', signal });
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 403) return response;
    next = redirectOf(response, next);
  }
  throw new DownloadFailedError('the download was redirected too often');
}

/** What `fetch` throws when the connection can't be made, or breaks. */
const isConnectionError = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof DOMException;

function redirectOf({ status, headers }: Response, from: URL): URL {
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location) return new URL(location, from);
  if (status === 429) throw new RateLimitedError(headers.get('retry-after'));
  throw new DownloadFailedError(`Slack answered with status ${status}`);
}
