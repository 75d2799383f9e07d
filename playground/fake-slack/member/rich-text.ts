// What Slack's composer makes of typed text: the text, and a rich_text block of it.
import { randomBytes } from 'node:crypto';
import type { Block, Json } from '../world/records.ts';

/** Escapes `&`, `<` and `>` but not mentions, as Slack keeps text. */
export function escapeTyped(text: string): string {
  return text
    .split(/(<[@#][^>]+>)/)
    .map((part) =>
      /^<[@#]/.test(part)
        ? part
        : part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    )
    .join('');
}

export function richText(text: string): Block[] {
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
