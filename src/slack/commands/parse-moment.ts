// Parses the moment of an export, at the end of what was typed: `as of 2026-11-20 14:30`, `before 184`.
import { readMoment, type WantedMoment } from '../../model/wanted-moment.ts';
import type { Word } from './split-words.ts';

export type ParsedMoment = { readonly rest: readonly Word[]; readonly moment: WantedMoment };

/** At most so many words follow `as of`, so that a name with these two words in it stays a name. */
const mostWords = 4;

/** @returns null if the words don't end with a moment; words in quotes are part of a name */
export function parseMoment(words: readonly Word[]): ParsedMoment | null {
  // Some members type the brackets of the help along.
  const texts = words.map(({ text, quoted }) => (quoted ? '"' : text.replace(/^\[|\]$/g, '')));
  const before = /(?:^| )before (?:import )?#?(\d{1,15})$/i.exec(texts.slice(-3).join(' '));
  if (before) {
    const count = /import/i.test(before[0]) ? 3 : 2;
    return {
      rest: words.slice(0, -count),
      moment: { kind: 'before', importId: Number(before[1]) },
    };
  }
  const at = texts.findLastIndex((text, index) => /^as$/i.test(text) && /^of$/i.test(texts[index + 1] ?? ''));
  const after = texts.slice(at + 2);
  if (at === -1 || after.includes('"') || after.length > mostWords) return null;
  const typed = after.join(' ');
  return { rest: words.slice(0, at), moment: readMoment(typed) ?? { kind: 'unreadable', typed } };
}
