// Rate-limit back-off: once Slack rejects a message because there were too many, progress messages pause for as long as
// Slack says.
import { retryAfterMs } from '../web/slack-error.ts';

export type RateLimitBackoff = {
  isBackingOff(workspaceId: string): boolean;
  /** An error handler that starts the back-off if Slack's error asks for one. It rethrows every error. */
  backOffOn(workspaceId: string): (error: unknown) => never;
};

export function createRateLimitBackoff(): RateLimitBackoff {
  // Slack counts messages per workspace.
  const until = new Map<string, number>();
  const untilIn = (workspaceId: string): number => until.get(workspaceId) ?? 0;
  return {
    isBackingOff: (workspaceId) => performance.now() < untilIn(workspaceId),
    backOffOn: (workspaceId) => (error) => {
      const wait = retryAfterMs(error);
      if (wait !== null) {
        until.set(workspaceId, Math.max(untilIn(workspaceId), performance.now() + wait));
      }
      throw error;
    },
  };
}
