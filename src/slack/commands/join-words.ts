// Joins the words of a command.
import { quoted, type Word } from './split-words.ts';

/** Joins words so that `splitWords` reads them again: with their quotes, and with the ids of mentioned members. */
export function writeWords(words: readonly Word[]): string {
  return words.map(writeWord).join(' ');
}

function writeWord({ text, quoted: isQuoted, memberId }: Word): string {
  if (memberId !== undefined) return `<@${memberId}|${text.slice(1)}>`;
  return isQuoted ? quoted(text) : text;
}

/** A command as a member typed it: a mention as a name. */
export function withoutIds(command: string): string {
  return command.replaceAll(/<@[UW][A-Z0-9]{1,20}\|([^<>]*)>/g, '@$1');
}

/** Joins the words of a name. Quotes around the whole name are dropped; others belong to it: `Bob "Bo" Ltd`. */
export function joinName(words: readonly Word[]): string {
  return joinWords(
    words.length === 1
      ? words
      : words.map((word) => (word.quoted ? { ...word, text: `"${word.text}"` } : word)),
  );
}

/** Joins the texts of words with single spaces. */
export function joinWords(words: readonly Word[]): string {
  return words
    .map((word) => word.text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
