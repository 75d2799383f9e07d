// The sentence that tells the member why an action failed.
import type { ActionResult } from '../../fake-slack/fake-slack.ts';

const sentences: Record<string, string> = {
  operation_timeout: 'The app did not answer in time.',
  dispatch_failed: 'The app did not answer, or answered with an error.',
};

/** Returns `null` if the action succeeded. */
export function errorMessage(result: ActionResult): string | null {
  return result.ok ? null : (sentences[result.error] ?? result.error);
}
