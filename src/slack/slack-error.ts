// What Slack answered instead of doing a thing.

/** Slack's error code, such as `message_not_found`; null for anything else that was thrown. */
export function slackErrorOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('data' in error)) return null;
  const { data } = error;
  const code = typeof data === 'object' && data !== null && 'error' in data ? data.error : null;
  return typeof code === 'string' ? code : null;
}

/** How long Slack asks to wait, in ms, when there were too many calls; null for anything else. */
export function waitAskedFor(error: unknown): number | null {
  if (!(error instanceof Error) || !('retryAfter' in error)) return null;
  return typeof error.retryAfter === 'number' ? error.retryAfter * 1_000 : null;
}
