// Reads errors from Slack: the error code, how long to wait, and whether Slack was unavailable.
import { DownloadFailedError } from '../../model/download-failed-error.ts';
import { RetryNotBeforeError, SlotYieldedError } from '../../queue/errors.ts';

/** Slack's error code, such as `message_not_found`; null for any other error. */
export function slackErrorOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('data' in error)) return null;
  const { data } = error;
  const code = typeof data === 'object' && data !== null && 'error' in data ? data.error : null;
  return typeof code === 'string' ? code : null;
}

/**
 * Slack answered a download or an upload with 429. These don't go through the web client, whose own rate-limit error
 * has the same `retryAfter`.
 */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError';
  /** In seconds. */
  readonly retryAfter: number;

  /** @param retryAfter the `Retry-After` header, in seconds; 30 when it is missing */
  constructor(retryAfter: string | null | undefined) {
    super('too many requests');
    this.retryAfter = Number(retryAfter) || 30;
  }
}

/** An upload failed, and not because of the file: the connection broke, or Slack answered with a status like 500. */
export class UploadFailedError extends Error {
  override readonly name = 'UploadFailedError';
}

/** Slack's error codes, in a response with status 200, for failures of Slack itself. */
const serverErrors = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** How long Slack asks to wait, in ms, when there were too many calls; null for any other error. */
export function retryAfterMs(error: unknown): number | null {
  if (!(error instanceof Error) || !('retryAfter' in error)) return null;
  return typeof error.retryAfter === 'number' ? error.retryAfter * 1_000 : null;
}

/** How long Slack may still be processing a call after our timeout. */
const processingMs = 30_000;

/**
 * Error handler for a call that must not be made twice, such as posting a message. After a timeout, Slack may still
 * carry out the call, so the job must not be retried before its effect would be visible.
 * @throws RetryNotBeforeError after a timeout; otherwise the error itself
 */
export function delayRetryAfterTimeout(error: unknown): never {
  const original = error instanceof Error && 'original' in error ? error.original : null;
  if (original instanceof Error && original.name === 'TimeoutError')
    throw new RetryNotBeforeError(processingMs, { cause: error });
  throw error;
}

/** Whether Slack was unreachable or failed internally, as opposed to rejecting the request. */
export function isSlackUnavailable(error: unknown): boolean {
  if (error instanceof RetryNotBeforeError) return isSlackUnavailable(error.cause);
  if (error instanceof UploadFailedError || error instanceof DownloadFailedError) return true;
  if (error instanceof SlotYieldedError) return true;
  if (serverErrors.has(slackErrorOf(error) ?? '')) return true;
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === 'slack_webapi_request_error') return true;
  return 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 500;
}
