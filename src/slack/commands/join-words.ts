// Words of a command as one text again.
import { quoted, type Word } from './split-words.ts';

/** As they could be typed again. */
export function written(words: readonly Word[]): string {
  return words.map((word) => (word.quoted ? quoted(word.text) : word.text)).join(' ');
}

/** Quotes around all of it are the command line's; others belong to the name: `Bob "Bo" Ltd`. */
export function joinName(words: readonly Word[]): string {
  return joined(
    words.length === 1
      ? words
      : words.map((word) => (word.quoted ? { ...word, text: `"${word.text}"` } : word)),
  );
}

export function joined(words: readonly Word[]): string {
  return words
    .map((word) => word.text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
