// Checks a whole message as Slack does: for tests of views, and for the fake itself.
import type { Json } from '../world/records.ts';
import { checkBlocks } from './check-blocks.ts';

/** docs.slack.dev/reference/methods/chat.update, error `msg_too_long`. A text that is never updated may be longer. */
export const updateTextLimit = 4_000;

/**
 * Not documented. Slack's people speak of "12,000 text characters with a buffer for block containers", users measured
 * 13,297 for one markdown block and 125 less with a divider: github.com/slackapi/bolt-js/issues/2509 and 2867.
 */
export const allBlocksLimit = 13_000;

/** Characters of all texts in a table's cells. */
function textIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, child]) => sum + (key === 'type' ? 0 : textIn(child)), 0);
}

/** The size that counts for `msg_blocks_too_long`: blocks as JSON, but of a table only what stands in its cells. */
export function sizeOfBlocks(blocks: readonly unknown[]): number {
  return blocks.reduce<number>((sum, one) => {
    const { type, rows } = (typeof one === 'object' && one !== null ? one : {}) as Json;
    return sum + (type === 'table' ? textIn(rows) : JSON.stringify(one).length);
  }, 0);
}

/**
 * What Slack would refuse in a message that is posted and later updated. Empty when it would take it. Complaints are
 * sentences in Slack's words, e.g. `[ERROR] no more than 50 items allowed [json-pointer:/blocks]`.
 */
export function checkMessage({ text, blocks }: { text?: string; blocks?: readonly unknown[] }): string[] {
  const complaints = checkBlocks(blocks ?? [], 'message');
  if (!text && (blocks ?? []).length === 0) complaints.push('[ERROR] no_text');
  if ((text ?? '').length > updateTextLimit) complaints.push('[ERROR] msg_too_long [json-pointer:/text]');
  if (sizeOfBlocks(blocks ?? []) > allBlocksLimit)
    complaints.push('[ERROR] msg_blocks_too_long [json-pointer:/blocks]');
  return complaints;
}
