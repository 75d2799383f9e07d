// Keeps the blocks of a message within Slack's total limit. Cuts lists, tables, and details at their ends, the last one
// first. Before that, long menus are replaced by menus with search.
import type { types } from '@slack/bolt';
import { blocksOf } from './blocks.ts';
import { type Part, searchMenu } from './part.ts';
import { richText } from './rich-text-line.ts';

// Characters of JSON. Undocumented: Slack's staff mention 12,000 characters and a buffer, and about 13,200 were measured
// (slackapi/bolt-js#2509). If Slack rejected the blocks, the member would lose the buttons.
const limit = 12_500;

/** The blocks of a message, within the limit. */
export function fittingBlocks(parts: readonly Part[]): types.KnownBlock[] {
  const whole = parts.flatMap(blocksOf);
  if (JSON.stringify(whole).length <= limit) return whole;
  return cutToFit(parts.map(withShortMenu));
}

function withShortMenu(part: Part): Part {
  const search = part.kind === 'menu' ? part.menu.orSearch : undefined;
  return part.kind === 'menu' && search ? searchMenu(part.sentence, search) : part;
}

function cutToFit(parts: readonly Part[]): types.KnownBlock[] {
  const shown = parts.map(entriesOf);
  const blocks = parts.map(blocksOf);
  const sizes = blocks.map(sizeOf);
  // Starts with a bracket; the sizes have a comma or the closing bracket after each block.
  while (1 + sizes.reduce((sum, size) => sum + size, 0) > limit) {
    // One entry of each is kept, as long as that is possible.
    const least = shown.some((entries) => entries > 1) ? 1 : 0;
    const at = shown.findLastIndex((entries) => entries > least);
    const part = parts[at];
    if (!part) break;
    const fewer = (shown[at] ?? 0) - 1;
    shown[at] = fewer;
    const fewerBlocks = blocksOf(beginning(part, fewer));
    blocks[at] = fewerBlocks;
    sizes[at] = sizeOf(fewerBlocks);
  }
  return blocks.flat();
}

/** What blocks add to the JSON of a list. */
const sizeOf = (blocks: readonly types.KnownBlock[]): number =>
  blocks.reduce((sum, block) => sum + JSON.stringify(block).length + 1, 0);

function entriesOf(part: Part): number {
  if (part.kind === 'table') return part.rows.length;
  if (part.kind === 'lines') return part.mayBeCut ? part.lines.length : 0;
  return part.kind === 'list' ? part.lines.length : 0;
}

/** The first entries, and `…` for the rest. */
function beginning(part: Part, entries: number): Part {
  if (part.kind === 'table') {
    return { ...part, rows: [...part.rows.slice(0, entries), part.header.map(() => '…')] };
  }
  const isCut = part.kind === 'list' || part.kind === 'lines';
  return isCut ? { ...part, lines: [...part.lines.slice(0, entries), richText`…`] } : part;
}
