// Converts mrkdwn and text objects to plain text: without stars, brackets, and entities.
import type { Json } from '../world/records.ts';

/** Returns the name of a member, channel, or file by its id. */
export type NameOf = (id: string) => string;

const formatting = /(^|[\s(>])([*_~])(\S(?:[^\n]*?\S)?)\2(?=$|[\s.,:;!?)])/gm;

function decodeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Converts the text of a message or of a mrkdwn object. */
export function mrkdwnToText(text: string, name: NameOf): string {
  const named = text
    .replaceAll(/<@([^>|]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${name(id)}`)
    .replaceAll(/<#([^>|]+)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => `#${label || name(id)}`)
    .replaceAll(/<!(\w+)[^>]*>/g, '@$1')
    .replaceAll(/<[a-z]+:[^>|]*\|([^>]*)>/g, '$1')
    .replaceAll(/<([a-z]+:[^>]*)>/g, '$1');
  return decodeEntities(named.replace(formatting, '$1$3').replaceAll('`', ''));
}

/** Converts a `plain_text` or `mrkdwn` object. Returns an empty string for anything else. */
export function textObjectToText(value: unknown, name: NameOf): string {
  if (typeof value !== 'object' || value === null) return '';
  const { type, text } = value as Json;
  if (typeof text !== 'string') return '';
  return type === 'mrkdwn' ? mrkdwnToText(text, name) : decodeEntities(text);
}
