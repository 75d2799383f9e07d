// Converts rich text and table cells to plain text.
import type { Json } from '../world/records.ts';
import type { NameOf } from './mrkdwn.ts';

/** Converts any part of a `rich_text` block, or a table cell. */
export function richTextToText(value: unknown, name: NameOf): string {
  if (Array.isArray(value)) return value.map((part) => richTextToText(part, name)).join('');
  if (typeof value !== 'object' || value === null) return '';
  const part = value as Json;
  switch (part.type) {
    case 'date':
      return String(part.fallback ?? '');
    case 'user':
      return `@${name(String(part.user_id))}`;
    case 'channel':
      return `#${name(String(part.channel_id))}`;
    case 'broadcast':
      return `@${String(part.range)}`;
    case 'emoji':
      return `:${String(part.name)}:`;
    case 'link':
      return String(part.text ?? part.url);
    case 'rich_text':
      return ((part.elements as unknown[]) ?? []).map((element) => richTextToText(element, name)).join('\n');
    case 'rich_text_list':
      return ((part.elements as unknown[]) ?? [])
        .map((item, i) => `${part.style === 'ordered' ? `${i + 1}.` : '•'} ${richTextToText(item, name)}`)
        .join('\n');
    default:
      return typeof part.text === 'string' ? part.text : richTextToText(part.elements, name);
  }
}
