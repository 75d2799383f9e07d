// After Slack said that there were too many messages, those that are only a courtesy stay unsaid as long as it asks.
import { waitAskedFor } from './slack-error.ts';

export function quietTime() {
  let until = 0;
  return {
    isAsked: (): boolean => performance.now() < until,
    /** Takes note of what Slack asks for, and throws on. */
    heed(error: unknown): never {
      until = Math.max(until, performance.now() + (waitAskedFor(error) ?? 0));
      throw error;
    },
  };
}
