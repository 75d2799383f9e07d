// Downloads a file that a member shared, as a stream.
import { SlotYieldedError } from '../../queue/errors.ts';
import { DownloadFailedError, RateLimitedError } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';
import { fetchFileAddress, fileGoneError } from './file-address.ts';

const maxRedirects = 5;

/** The slowest acceptable download: a host that sends byte by byte never stalls, but occupies a worker for long. */
type MinimumRate = {
  /** What any download may take, in ms, in addition to the time for its bytes. */
  readonly graceMs: number;
  readonly bytesPerSecond: number;
};

export type DownloadContext = {
  readonly clients: WebClients;
  /** Whether the token may be sent to this URL. */
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
 * @throws BadFileError when the file is gone or not stored in Slack
 * @throws DownloadFailedError when the download breaks, stalls, or is too slow
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
  const { url, size } = await fetchFileAddress(client, slackFileId, signal);
  const timedOut = new AbortController();
  const aborted = AbortSignal.any([signal, timedOut.signal]);
  let received = 0;
  let waitedMs = 0;
  let progressed = { bytes: 0, waitedMs: 0 };
  const response = await withinTime(() => fetchFromSlack(url, client.token ?? '', isSlackHost, aborted));
  const chunks = response.body?.[Symbol.asyncIterator]();
  try {
    for (;;) {
      // The clock runs only while we wait for Slack: the reader may take any time over a chunk.
      const next = await withinTime(async () => chunks?.next());
      if (!next || next.done) break;
      received += next.value.length;
      if (received - progressed.bytes >= progress.bytes) progressed = { bytes: received, waitedMs };
      yield next.value;
    }
  } finally {
    await chunks?.return?.();
  }
  // The response can look complete by its own content-length and still be cut off.
  if (size !== null && received < size) throw new DownloadFailedError('a download ended early');

  async function withinTime<Result>(step: () => Promise<Result>): Promise<Result> {
    const leftMs = minimumRate.graceMs + (received / minimumRate.bytesPerSecond) * 1_000 - waitedMs;
    const reason = leftMs < idleMs ? 'a download was too slow' : 'a download stalled';
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
        : new DownloadFailedError('a download was interrupted', { cause: error });
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
    if (!isSlackHost(next)) throw new Error('the URL of a file is not on a host of Slack');
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' };
    const response = await fetch(next, { headers, redirect: 'manual', signal });
    if (response.ok) return response;
    await response.body?.cancel();
    next = redirectOf(response, next);
  }
  throw new Error('a download was redirected too often');
}

/** What `fetch` throws when the connection can't be made, or breaks. */
const isConnectionError = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof DOMException;

function redirectOf({ status, headers }: Response, from: URL): URL {
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location) return new URL(location, from);
  if (status === 404 || status === 410) throw fileGoneError();
  if (status === 429) throw new RateLimitedError(headers.get('retry-after'));
  throw new DownloadFailedError(`a download was answered with status ${status}`);
}
