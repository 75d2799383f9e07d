// Simpler forms of a message, for when Slack rejects its blocks: the text and the buttons must not be lost with them. From the
// first to the last form, less can be rejected.
import type { types } from '@slack/bolt';
import type { View } from './view.ts';

type Blocks = View['blocks'];

/** Slack's limit for the text of a section, in characters. */
const sectionLimit = 3_000;

export const hasTable = (blocks: Blocks): boolean => blocks.some(({ type }) => type === 'table');

/**
 * The blocks to try one after the other: without a table if there is one; sections with the text as it is written, and menus
 * and buttons; the same without formatting, and only buttons; and the text alone.
 */
export function simplerBlocks({ text, blocks }: View): Blocks[] {
  const controls = blocks.filter(isControl);
  const actions = controls.filter(({ type }) => type === 'actions');
  return [
    ...(hasTable(blocks) ? [blocks.map(tableAsList)] : []),
    [...sectionsOf(text, 'mrkdwn'), ...controls],
    [...sectionsOf(text, 'plain_text'), ...actions],
    [],
  ];
}

/** Blocks with which a member decides something. */
const isControl = (block: types.KnownBlock): boolean =>
  block.type === 'actions' || (block.type === 'section' && block.accessory !== undefined);

/** Each row as an entry of a list. */
function tableAsList(block: types.KnownBlock): types.KnownBlock {
  if (block.type !== 'table') return block;
  const [, ...rows] = block.rows.map((cells) =>
    cells.map((cell) => ('text' in cell ? String(cell.text) : '')),
  );
  const entries = rows.map(
    (cells): types.RichTextSection => ({
      type: 'rich_text_section',
      elements: [{ type: 'text', text: cells.join(' · ') || '–' }],
    }),
  );
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: entries }] };
}

function sectionsOf(text: string, type: 'mrkdwn' | 'plain_text'): types.SectionBlock[] {
  const sections: string[] = [];
  for (const line of text.split('\n')) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= sectionLimit)
      sections[sections.length - 1] = `${last}\n${line}`;
    else
      for (let at = 0; at === 0 || at < line.length; at += sectionLimit)
        sections.push(line.slice(at, at + sectionLimit));
  }
  return sections
    .filter((each) => each.trim() !== '')
    .map((each) => ({ type: 'section', text: { type, text: each } }));
}
