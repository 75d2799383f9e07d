// Validates a whole message as Slack does.
import type { Json } from '../world/records.ts';
import { checkBlocks } from './check-blocks.ts';

/**
 * Maximum characters of the text in `chat.update`. A text that is never updated may be longer.
 * https://docs.slack.dev/reference/methods/chat.update: `msg_too_long`.
 */
export const maxUpdateText = 4_000;

/**
 * Maximum size of all blocks together, see `sizeOfBlocks`. Not documented: Slack's developers mention "12,000 text
 * characters with a buffer for block containers"; users measured 13,297 for one markdown block and 125 less with a
 * divider (https://github.com/slackapi/bolt-js/issues/2509 and 2867).
 */
export const maxBlocksSize = 13_000;

/** Counts the characters of all strings except `type`s. */
function textLength(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, child]) => sum + (key === 'type' ? 0 : textLength(child)),
    0,
  );
}

/** Returns the size that is compared with `maxBlocksSize`: the length of the JSON; for a table, only of its texts. */
export function sizeOfBlocks(blocks: readonly unknown[]): number {
  return blocks.reduce<number>((sum, one) => {
    const { type, rows } = (typeof one === 'object' && one !== null ? one : {}) as Json;
    return sum + (type === 'table' ? textLength(rows) : JSON.stringify(one).length);
  }, 0);
}

/**
 * Returns the errors of a message that is posted and later updated; empty if Slack would accept it. Errors are in
 * Slack's words: `[ERROR] no more than 50 items allowed [json-pointer:/blocks]`.
 */
export function checkMessage({ text, blocks }: { text?: string; blocks?: readonly unknown[] }): string[] {
  const errors = checkBlocks(blocks ?? [], 'message');
  if (!text && (blocks ?? []).length === 0) errors.push('[ERROR] no_text');
  if ((text ?? '').length > maxUpdateText) errors.push('[ERROR] msg_too_long [json-pointer:/text]');
  if (sizeOfBlocks(blocks ?? []) > maxBlocksSize)
    errors.push('[ERROR] msg_blocks_too_long [json-pointer:/blocks]');
  return errors;
}
