// What Slack answered instead of doing a thing.

/** Slack's error code, such as `message_not_found`; null for anything else that was thrown. */
export function slackErrorOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('data' in error)) return null;
  const { data } = error;
  const code = typeof data === 'object' && data !== null && 'error' in data ? data.error : null;
  return typeof code === 'string' ? code : null;
}

/** Slack's 429 to a download or an upload, which no client of theirs reads; its own errors look the same. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  /** In seconds. */
  readonly retryAfter: number;

  constructor(retryAfter: string | null | undefined) {
    super('too many requests');
    this.retryAfter = Number(retryAfter) || 30;
  }
}

/** An upload that Slack didn't take, without a reason in the file: a broken connection, or an answer of 500. */
export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
}

/** How long Slack asks to wait, in ms, when there were too many calls; null for anything else. */
export function waitAskedFor(error: unknown): number | null {
  if (!(error instanceof Error) || !('retryAfter' in error)) return null;
  return typeof error.retryAfter === 'number' ? error.retryAfter * 1_000 : null;
}

/** Whether Slack couldn't be reached, or was broken itself, rather than having refused what was asked. */
export function isSlackAway(error: unknown): boolean {
  if (error instanceof UploadFailed) return true;
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === 'slack_webapi_request_error') return true;
  return 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 500;
}
