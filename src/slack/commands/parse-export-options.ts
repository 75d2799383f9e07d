// Parses what follows the organization in an export command: a moment of the past, `with custom`, `with old ids`, `archived`, and `private`, in any order.
import type { WantedMoment } from '../../model/wanted-moment.ts';
import { parseMoment } from './parse-moment.ts';
import type { Word } from './split-words.ts';

export type ExportOptions = {
  /** The words before the options. */
  readonly rest: readonly Word[];
  readonly isPrivate: boolean;
  readonly withCustom?: true;
  readonly archived?: true;
  readonly withOldIds?: true;
  /** Absent: now. */
  readonly moment?: WantedMoment;
};

const customWords = /^(?:custom|custom[-_ ]?fields?)$/i;

export function parseExportOptions(words: readonly Word[]): ExportOptions {
  // In quotes everything is a name. Some members type the brackets of the help along.
  const text = (at: number): string => {
    const word = words.at(at);
    return !word || word.quoted ? '' : word.text.replace(/^\[|\]$/g, '');
  };
  if (/^private(?:ly)?$/i.test(text(-1)))
    return { ...parseExportOptions(words.slice(0, -1)), isPrivate: true };
  if (/^archived?$/i.test(text(-1)) && words.length > 1)
    return { ...parseExportOptions(words.slice(0, -1)), archived: true };
  if (/^ids?$/i.test(text(-1)) && /^old$/i.test(text(-2)) && /^with$/i.test(text(-3)))
    return { ...parseExportOptions(words.slice(0, -3)), withOldIds: true };
  // `with custom` and `with custom fields`
  const count = customWords.test(text(-1))
    ? 2
    : /^fields?$/i.test(text(-1)) && /^custom$/i.test(text(-2))
      ? 3
      : 0;
  if (count > 0 && /^with$/i.test(text(-count)))
    return { ...parseExportOptions(words.slice(0, -count)), withCustom: true };
  const past = parseMoment(words);
  if (past) return { ...parseExportOptions(past.rest), moment: past.moment };
  return { rest: words, isPrivate: false };
}
