// Slack's own markup and text objects as a person reads them: without stars, brackets and entities.
import type { Json } from '../world/records.ts';

/** Gives the name of a member, channel or file by its id. */
export type Name = (id: string) => string;

const marks = /(^|[\s(>])([*_~])(\S(?:[^\n]*?\S)?)\2(?=$|[\s.,:;!?)])/gm;

function readEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Text in mrkdwn: of a message, or of a text object of that type. */
export function readMrkdwn(text: string, name: Name): string {
  const named = text
    .replaceAll(/<@([^>|]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${name(id)}`)
    .replaceAll(/<#([^>|]+)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => `#${label || name(id)}`)
    .replaceAll(/<!(\w+)[^>]*>/g, '@$1')
    .replaceAll(/<[a-z]+:[^>|]*\|([^>]*)>/g, '$1')
    .replaceAll(/<([a-z]+:[^>]*)>/g, '$1');
  return readEntities(named.replace(marks, '$1$3').replaceAll('`', ''));
}

/** A `plain_text` or `mrkdwn` object; nothing for anything else. */
export function readText(value: unknown, name: Name): string {
  if (typeof value !== 'object' || value === null) return '';
  const { type, text } = value as Json;
  if (typeof text !== 'string') return '';
  return type === 'mrkdwn' ? readMrkdwn(text, name) : readEntities(text);
}
