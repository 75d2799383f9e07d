// A message as plain text for a terminal: what a person would read in Slack, without colours or pictures.
import { controlsOf, optionsOf, textOf } from './interact/controls.ts';
import type { Block, Json, Message } from './world/records.ts';

/** `<@U1>`, `<#C1|name>`, `<https://…|text>` and entities as a person reads them; `name` knows members. */
function plain(text: string, name: (id: string) => string): string {
  return text
    .replaceAll(/<@([^>|]+)(\|[^>]*)?>/g, (_, id: string) => `@${name(id)}`)
    .replaceAll(/<#[^>|]+\|([^>]*)>/g, '#$1')
    .replaceAll(/<!(\w+)[^>]*>/g, '@$1')
    .replaceAll(/<(?:https?|mailto)[^>|]*\|([^>]*)>/g, '$1')
    .replaceAll(/<((?:https?|mailto)[^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function control(element: Json): string {
  if (element.type === 'button') return `[ ${textOf(element.text)} ]`;
  const initial = textOf((element.initial_option as Json | undefined)?.text);
  const label = initial || textOf(element.placeholder) || optionsOf(element)[0]?.text || String(element.type);
  return `[${label} ▾]`;
}

/** Text of rich_text and of a table's cell. */
function inner(value: unknown, name: (id: string) => string): string {
  if (Array.isArray(value)) return value.map((part) => inner(part, name)).join('');
  if (typeof value !== 'object' || value === null) return '';
  const part = value as Json;
  if (part.type === 'user') return `@${name(String(part.user_id))}`;
  if (part.type === 'channel') return `#${name(String(part.channel_id))}`;
  if (part.type === 'emoji') return `:${String(part.name)}:`;
  if (part.type === 'link') return String(part.text ?? part.url);
  if (part.type === 'rich_text_list') {
    return (part.elements as unknown[]).map((item) => `• ${inner(item, name)}`).join('\n');
  }
  if (part.type === 'raw_text' || part.type === 'raw_number') return String(part.text ?? part.value ?? '');
  return typeof part.text === 'string' ? part.text : inner(part.elements, name);
}

function table(rows: readonly unknown[][], name: (id: string) => string): string {
  const cells = rows.map((row) => row.map((cell) => inner(cell, name).replaceAll('\n', ' ')));
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    `│ ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' │ ')} │`;
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
  const [head = [], ...rest] = cells;
  return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...rest.map(line), rule('└', '┴', '┘')].join(
    '\n',
  );
}

function blockText(block: Block, name: (id: string) => string): string {
  const controls = controlsOf([block]).map(({ element }) => control(element));
  switch (block.type) {
    case 'divider':
      return '────────';
    case 'header':
      return plain(textOf(block.text), name);
    case 'context':
      return ((block.elements as Json[]) ?? [])
        .map((part) => plain(textOf({ text: part.text }), name))
        .join('  ');
    case 'table':
      return table(block.rows as unknown[][], name);
    case 'rich_text':
      return ((block.elements as unknown[]) ?? []).map((part) => inner(part, name)).join('\n');
    case 'markdown':
      return String(block.text);
    case 'input':
      return `${textOf(block.label)}: ${controls.join(' ')}`;
    default: {
      const fields = Array.isArray(block.fields) ? block.fields.map(textOf) : [];
      const texts = [textOf(block.text), ...fields].filter((text) => text !== '');
      return [texts.map((text) => plain(text, name)).join('\n'), controls.join('  ')]
        .filter((part) => part !== '')
        .join('   ');
    }
  }
}

/** Only the blocks, as text. */
export function blocksText(blocks: readonly Block[], name: (id: string) => string = (id) => id): string {
  return blocks.map((block) => blockText(block, name)).join('\n');
}

/**
 * The message's blocks, or its text when it has none, and the names of its files. `name` gives the name of a member
 * or a file by id.
 */
export function messageText(
  message: Pick<Message, 'text' | 'blocks' | 'files'>,
  name: (id: string) => string = (id) => id,
): string {
  const words = message.blocks.length > 0 ? blocksText(message.blocks, name) : plain(message.text, name);
  const files = message.files.map((id) => `📎 ${name(id)}`);
  return [words, ...files].filter((part) => part !== '').join('\n');
}
