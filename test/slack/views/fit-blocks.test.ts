import { describe, expect, it } from 'vitest';
import { fittingBlocks } from '../../../src/slack/block-kit/fit-blocks.ts';
import { bullets, buttons, lines, type Part, table } from '../../../src/slack/block-kit/part.ts';
import { richText } from '../../../src/slack/block-kit/rich-text-line.ts';

const list = (entries: number, letter: string): Part =>
  bullets(Array.from({ length: entries }, () => richText`${letter.repeat(300)}`));
const rows = (entries: number): Part =>
  table(
    ['a', 'b'],
    Array.from({ length: entries }, () => ['x'.repeat(80), 'y'.repeat(80)]),
    [],
  );
const button = buttons({ actionId: 'apply', label: 'Apply', value: '1.1' });

/** How many entries are left of each list, and rows of each table without its header; `…` counts as one. */
function left(parts: readonly Part[]) {
  return fittingBlocks(parts).map((block) => {
    if (block.type === 'table') return block.rows.length - 1;
    const [only] = block.type === 'rich_text' ? block.elements : [];
    return only?.type === 'rich_text_list' ? only.elements.length : block.type;
  });
}

describe('the blocks of a message that is too long', () => {
  it('are not cut if they fit', () => {
    expect(left([list(10, 'a'), rows(10), list(10, 'b'), button])).toEqual([10, 10, 10, 'actions']);
  });

  it('are cut at the end of the last list or table first, with … for the rest', () => {
    const parts = [list(20, 'a'), rows(10), list(20, 'b'), button];
    expect(left(parts)).toEqual([20, 10, 7, 'actions']);
    expect(JSON.stringify(fittingBlocks(parts)[2])).toMatch(
      /"text":"b{300}"}]},{[^{]*{"type":"text","text":"…"}]}]}]}$/,
    );
    expect(JSON.stringify(fittingBlocks([rows(90)])[0])).toMatch(/{"type":"raw_text","text":"…"}]]}$/);
  });

  it('keep one entry of each list, every paragraph, and every button', () => {
    const parts = [lines(richText`first`), list(60, 'a'), rows(60), list(60, 'b'), button];
    const [first, ...rest] = left(parts);
    expect([first, ...rest.slice(1)]).toEqual(['rich_text', 2, 2, 'actions']);
    expect(left(Array.from({ length: 60 }, () => lines(richText`${'x'.repeat(300)}`)))).toHaveLength(60);
  });
});
