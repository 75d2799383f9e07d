// What went wrong with something that the member did, in a sentence.
import type { Acted } from '../../fake-slack/fake-slack.ts';

const sentences: Record<string, string> = {
  operation_timeout: 'The app didn’t answer in time.',
  dispatch_failed: 'The app didn’t answer well, or is not there.',
};

/** `null` when all went well. */
export function troubleOf(acted: Acted): string | null {
  return acted.ok ? null : (sentences[acted.error] ?? acted.error);
}
