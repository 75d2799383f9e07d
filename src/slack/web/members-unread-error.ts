// The list of a workspace's members isn't read far enough to say who someone is.

export class MembersUnreadError extends Error {
  override readonly name = 'MembersUnreadError';
  /** In seconds, as in the web client's own error for a rate limit. */
  readonly retryAfter: number;

  /** @param isSlow whether Slack makes the app wait, which takes minutes where a workspace has many members */
  constructor(isSlow: boolean) {
    super("the list of the workspace's members is still being read");
    this.retryAfter = isSlow ? 30 : 5;
  }
}
