// After Slack said that there were too many messages, those that are only a courtesy stay unsaid as long as it asks.
import { retryAfterMs } from '../web/slack-error.ts';

export function createRateLimitBackoff() {
  // Slack counts for each workspace apart.
  const until = new Map<string, number>();
  const untilIn = (workspaceId: string): number => until.get(workspaceId) ?? 0;
  return {
    isAsked: (workspaceId: string): boolean => performance.now() < untilIn(workspaceId),
    /** Takes note of what Slack asks for, and throws on. */
    heed:
      (workspaceId: string) =>
      (error: unknown): never => {
        const wait = retryAfterMs(error);
        if (wait !== null) {
          until.set(workspaceId, Math.max(untilIn(workspaceId), performance.now() + wait));
        }
        throw error;
      },
  };
}
