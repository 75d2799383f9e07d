// A message as plain text for a terminal: what a person would read in Slack, without colours or pictures.
import { controlsOf, optionsOf } from '../block-kit.ts';
import { type Name, readMrkdwn, readText } from './text/mrkdwn.ts';
import { readRichText } from './text/rich-text.ts';
import { drawTable } from './text/table.ts';
import type { Block, Json, Message } from './world/records.ts';

const asList = (value: unknown) => (Array.isArray(value) ? (value as Json[]) : []);

/** `[ Apply ]` for a button, `[Create anyway ▾]` for a menu, `[Name…]` for a field. */
function control(element: Json, name: Name): string {
  if (element.type === 'button') return `[ ${readText(element.text, name)} ]`;
  const chosen = readText((element.initial_option as Json | undefined)?.text, name);
  const hint = readText(element.placeholder, name);
  if (String(element.type).endsWith('_input')) return `[${String(element.initial_value ?? (hint || '…'))}]`;
  return `[${chosen || hint || optionsOf(element)[0]?.text || '…'} ▾]`;
}

function blockText(block: Block, name: Name): string {
  const controls = controlsOf([block]).map(({ element }) => control(element, name));
  switch (block.type) {
    case 'divider':
      return '────────';
    case 'context':
      return asList(block.elements)
        .map((part) => (part.type === 'image' ? String(part.alt_text) : readText(part, name)))
        .join('  ');
    case 'table':
      return drawTable((block.rows as unknown[][]).map((row) => row.map((cell) => readRichText(cell, name))));
    case 'rich_text':
      return readRichText(block, name);
    case 'markdown':
      return String(block.text);
    case 'image':
      return `🖼 ${String(block.alt_text)}`;
    case 'input':
      return [`${readText(block.label, name)}:`, ...controls].join(' ');
    default: {
      const parts = [block.title, block.subtitle, block.text, block.body, ...asList(block.fields)];
      const words = parts.map((part) => readText(part, name)).filter((text) => text !== '');
      return [words.join('\n'), controls.join('  ')].filter((part) => part !== '').join('   ');
    }
  }
}

/** Only blocks, as text: of a message or of a view. */
export function blocksText(blocks: readonly Block[], name: Name = (id) => id): string {
  return blocks.map((block) => blockText(block, name)).join('\n');
}

/** The message's blocks, or its text when it has none, then the names of its files. */
export function messageText(
  message: Pick<Message, 'text' | 'blocks' | 'files'>,
  name: Name = (id) => id,
): string {
  const words = message.blocks.length > 0 ? blocksText(message.blocks, name) : readMrkdwn(message.text, name);
  const files = message.files.map((id) => `📎 ${name(id)}`);
  return [words, ...files].filter((part) => part !== '').join('\n');
}
