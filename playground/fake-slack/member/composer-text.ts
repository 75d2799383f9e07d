// Turns typed text into what Slack's composer sends: escaped text and a rich_text block.
import { randomBytes } from 'node:crypto';
import type { Block, Json } from '../world/records.ts';

/** Escapes `&`, `<`, and `>` except in mentions, as in the `text` of Slack's messages. */
export function composedText(text: string): string {
  return text
    .split(/(<[@#][^>]+>)/)
    .map((part) =>
      /^<[@#]/.test(part)
        ? part
        : part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    )
    .join('');
}

/** Returns one rich_text block, or none for an empty text. */
export function richTextBlocks(text: string): Block[] {
  if (text === '') return [];
  const elements: Json[] = text
    .split(/(<@[^>]+>|<#[^>]+>)/)
    .filter((part) => part !== '')
    .map((part) => {
      const id = /^<([@#])([^>|]+)/.exec(part);
      if (!id) return { type: 'text', text: part };
      return id[1] === '@' ? { type: 'user', user_id: id[2] } : { type: 'channel', channel_id: id[2] };
    });
  return [
    {
      type: 'rich_text',
      block_id: randomBytes(4).toString('base64url').slice(0, 5),
      elements: [{ type: 'rich_text_section', elements }],
    },
  ];
}
