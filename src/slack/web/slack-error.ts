// What Slack answered instead of doing a thing.
import { RetryNotBeforeError } from '../../queue/errors.ts';

/** Slack's error code, such as `message_not_found`; null for anything else that was thrown. */
export function slackErrorOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('data' in error)) return null;
  const { data } = error;
  const code = typeof data === 'object' && data !== null && 'error' in data ? data.error : null;
  return typeof code === 'string' ? code : null;
}

/** Slack's 429 to a download or an upload, which no client of theirs reads; its own errors look the same. */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError';
  /** In seconds. */
  readonly retryAfter: number;

  constructor(retryAfter: string | null | undefined) {
    super('too many requests');
    this.retryAfter = Number(retryAfter) || 30;
  }
}

/** An upload that Slack didn't take, without a reason in the file: a broken connection, or an answer of 500. */
export class UploadFailedError extends Error {
  override readonly name = 'UploadFailedError';
}

/** A download that broke off, stood still, or was answered with something else than the file. */
export class DownloadFailedError extends Error {
  override readonly name = 'DownloadFailedError';
}

/** Slack's codes, in an answer of 200, for being broken itself. */
const ownFailures = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** How long Slack asks to wait, in ms, when there were too many calls; null for anything else. */
export function retryAfterMs(error: unknown): number | null {
  if (!(error instanceof Error) || !('retryAfter' in error)) return null;
  return typeof error.retryAfter === 'number' ? error.retryAfter * 1_000 : null;
}

/** How long Slack may go on with what it was asked, after we gave up waiting for its answer. */
const mayGoOnMs = 30_000;

/** To be called with the error of a call that must not be made twice: whether it was done shows after a while. */
export function throwUnlessStillPossible(error: unknown): never {
  const original = error instanceof Error && 'original' in error ? error.original : null;
  if (original instanceof Error && original.name === 'TimeoutError')
    throw new RetryNotBeforeError(mayGoOnMs, { cause: error });
  throw error;
}

/** Whether Slack couldn't be reached, or was broken itself, rather than having refused what was asked. */
export function isSlackUnavailable(error: unknown): boolean {
  if (error instanceof RetryNotBeforeError) return isSlackUnavailable(error.cause);
  if (error instanceof UploadFailedError || error instanceof DownloadFailedError) return true;
  if (ownFailures.has(slackErrorOf(error) ?? '')) return true;
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === 'slack_webapi_request_error') return true;
  return 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 500;
}
