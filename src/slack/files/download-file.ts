// The bytes of a file that a member shared, as they arrive.
import type { Files } from '../../usecases/ports.ts';
import { DownloadFailedError, RateLimitedError } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';
import { fileAddress, gone } from './file-address.ts';

const redirectsAtMost = 5;

/** A host that drips byte after byte is as broken as one that stands still, and holds up a worker for longer. */
type Pace = {
  /** What the whole file may take beside its share for each byte. */
  readonly graceMs: number;
  readonly bytesPerSecond: number;
};

const slowest: Pace = { graceMs: 60_000, bytesPerSecond: 50_000 };

type Parts = {
  readonly clients: WebClients;
  readonly mayHaveToken: (url: URL) => boolean;
  /** How long Slack may take for an answer, and then for each next piece. */
  readonly idleMs?: number;
  readonly pace?: Pace;
};

/**
 * Gives the bytes of the file and keeps none: who takes them says when there are too many. Where a host compresses,
 * though it is told not to, they are those that were packed, as far as they are asked for.
 */
export function createDownload(parts: Parts): Files['download'] {
  const { clients, mayHaveToken, idleMs = 30_000, pace = slowest } = parts;
  return async function* ({ workspaceId, slackFileId }, signal) {
    const client = await clients.retrying(workspaceId);
    const { url, size } = await fileAddress(client, slackFileId, signal);
    const stalled = new AbortController();
    const ended = AbortSignal.any([signal, stalled.signal]);
    let received = 0;
    let waitedMs = 0;
    const response = await inTime(() => get(url, client.token ?? '', ended));
    const pieces = response.body?.[Symbol.asyncIterator]();
    try {
      for (;;) {
        // The clock runs only while we wait for Slack: what the reader does with a piece may take its time.
        const next = await inTime(async () => pieces?.next());
        if (!next || next.done) break;
        received += next.value.length;
        yield next.value;
      }
    } finally {
      await pieces?.return?.();
    }
    // Cut off where the answer's own length says that it is whole.
    if (size !== null && received < size) throw new DownloadFailedError('a download ended before its end');

    async function inTime<Result>(step: () => Promise<Result>): Promise<Result> {
      const leftMs = pace.graceMs + (received / pace.bytesPerSecond) * 1_000 - waitedMs;
      const because = leftMs < idleMs ? 'a download was too slow' : 'a download stood still';
      const timer = setTimeout(
        () => stalled.abort(new DownloadFailedError(because)),
        Math.min(leftMs, idleMs),
      );
      const begun = performance.now();
      try {
        return await step();
      } catch (error) {
        signal.throwIfAborted();
        if (!isBroken(error)) throw error;
        throw stalled.signal.aborted
          ? stalled.signal.reason
          : new DownloadFailedError('a download broke off', { cause: error });
      } finally {
        clearTimeout(timer);
        waitedMs += performance.now() - begun;
      }
    }
  };

  /** Follows redirects by hand: the token is for Slack's hosts only. */
  async function get(url: URL, token: string, signal: AbortSignal): Promise<Response> {
    let next = url;
    for (let redirects = 0; redirects <= redirectsAtMost; redirects++) {
      if (!mayHaveToken(next)) throw new Error('Slack named a host for a file that is not one of its own');
      const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' };
      const response = await fetch(next, { headers, redirect: 'manual', signal });
      if (response.ok) return response;
      await response.body?.cancel();
      next = redirectOf(response, next);
    }
    throw new Error('the download of a file was redirected too often');
  }
}

/** What `fetch` itself throws: the connection could not be made, or went. */
const isBroken = (error: unknown): boolean => error instanceof TypeError || error instanceof DOMException;

function redirectOf({ status, headers }: Response, from: URL): URL {
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location) return new URL(location, from);
  if (status === 404 || status === 410) throw gone();
  if (status === 429) throw new RateLimitedError(headers.get('retry-after'));
  throw new DownloadFailedError(`the download of a file was answered with ${status}`);
}
