// Sends a view, and in simpler forms when Slack rejects its blocks.
import { hasTable, simplerBlocks } from '../block-kit/simpler-blocks.ts';
import type { View } from '../block-kit/view.ts';
import { isAboutToken, refusesBlocks, refusesPlace, refusesUpdate } from './refusals.ts';
import { retryAfterMs, slackErrorOf } from './slack-error.ts';

/**
 * @param send called with the whole view, then with each simpler form for as long as Slack rejects the blocks
 * @param instead what the text says where no button is left
 */
export async function sendView<Result>(
  view: View,
  send: (content: View) => Promise<Result>,
  instead = '',
): Promise<Result> {
  let { blocks } = view;
  for (const simpler of simplerBlocks(view)) {
    try {
      return await send({ text: view.text, blocks });
    } catch (error) {
      if (!isRejected(error, blocks)) throw error;
      blocks = simpler;
    }
  }
  const hasButtons = view.blocks.some(({ type }) => type === 'actions');
  return send({ text: hasButtons && instead !== '' ? `${view.text}\n${instead}` : view.text, blocks });
}

/** A message with a table may be rejected with any code, such as `internal_error`. */
function isRejected(error: unknown, blocks: View['blocks']): boolean {
  const code = slackErrorOf(error);
  if (code === null || retryAfterMs(error) !== null) return false;
  const isAboutOther = refusesPlace(code) || refusesUpdate(code) || isAboutToken(code);
  return refusesBlocks(code) || (hasTable(blocks) && !isAboutOther);
}
