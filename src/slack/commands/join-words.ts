// Joins the words of a command.
import { quoted, type Word } from './split-words.ts';

/** Joins words so that `splitWords` reads them again: with their quotes. */
export function writeWords(words: readonly Word[]): string {
  return words.map((word) => (word.quoted ? quoted(word.text) : word.text)).join(' ');
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
