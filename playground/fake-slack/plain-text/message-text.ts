// Renders a message as plain text for a terminal: what a person reads in Slack, without colors or pictures.
import { controlsOf, optionsOf } from '../../block-kit.ts';
import type { Block, Json, Message } from '../world/records.ts';
import { drawTable } from './draw-table.ts';
import { mrkdwnToText, type NameOf, textObjectToText } from './mrkdwn.ts';
import { richTextToText } from './rich-text.ts';

const asList = (value: unknown) => (Array.isArray(value) ? (value as Json[]) : []);

/** Renders a button as `[ Apply ]`, a menu as `[Create anyway ▾]`, and a field as `[Name…]`. */
function renderControl(element: Json, name: NameOf): string {
  if (element.type === 'button') return `[ ${textObjectToText(element.text, name)} ]`;
  const chosen = textObjectToText((element.initial_option as Json | undefined)?.text, name);
  const hint = textObjectToText(element.placeholder, name);
  if (String(element.type).endsWith('_input')) return `[${String(element.initial_value ?? (hint || '…'))}]`;
  return `[${chosen || hint || optionsOf(element)[0]?.text || '…'} ▾]`;
}

function renderBlock(block: Block, name: NameOf): string {
  const controls = controlsOf([block]).map(({ element }) => renderControl(element, name));
  switch (block.type) {
    case 'divider':
      return '────────';
    case 'context':
      return asList(block.elements)
        .map((part) => (part.type === 'image' ? String(part.alt_text) : textObjectToText(part, name)))
        .join('  ');
    case 'table':
      return drawTable(
        (block.rows as unknown[][]).map((row) => row.map((cell) => richTextToText(cell, name))),
      );
    case 'rich_text':
      return richTextToText(block, name);
    case 'markdown':
      return String(block.text);
    case 'image':
      return `🖼 ${String(block.alt_text)}`;
    case 'input':
      return [`${textObjectToText(block.label, name)}:`, ...controls].join(' ');
    default: {
      const parts = [block.title, block.subtitle, block.text, block.body, ...asList(block.fields)];
      const words = parts.map((part) => textObjectToText(part, name)).filter((text) => text !== '');
      return [words.join('\n'), controls.join('  ')].filter((part) => part !== '').join('   ');
    }
  }
}

function renderBlocks(blocks: readonly Block[], name: NameOf = (id) => id): string {
  return blocks.map((block) => renderBlock(block, name)).join('\n');
}

/**
 * Renders the message's blocks, or its text if it has no blocks, followed by the names of its files. `name` returns the
 * name of a member, channel, or file by its id.
 */
export function messageText(
  message: Pick<Message, 'text' | 'blocks' | 'files'>,
  name: NameOf = (id) => id,
): string {
  const words =
    message.blocks.length > 0 ? renderBlocks(message.blocks, name) : mrkdwnToText(message.text, name);
  const files = message.files.map((id) => `📎 ${name(id)}`);
  return [words, ...files].filter((part) => part !== '').join('\n');
}
