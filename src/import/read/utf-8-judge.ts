// Judges whether a line in a file of another encoding is UTF-8, and not by chance: `SPÓŁKA` in Windows-1250 is valid UTF-8.
import { isUtf8 } from 'node:buffer';
import type { EncodingName } from '../../model/read-as.ts';
import { createBytesDecoder } from './decode-bytes.ts';
import { languageCost } from './guess-encoding.ts';
import { allLanguages, type Language, languagesOf } from './letters-of-languages.ts';
import { shapeCost, wordsOf } from './word-cost.ts';

const punctuation = '’‘“”„«»–—…·€£°©®™\u00a0';

/** How many verdicts are remembered: the same few words may be on every line. */
const rememberedVerdicts = 1000;

export function createUtf8Judge(encoding: EncodingName): (line: Buffer) => boolean {
  const languages = languagesOf(encoding);
  const unicode = allLanguages();
  const known = new Set([...punctuation, ...unicode.flatMap(({ letters }) => [...letters])]);
  const verdicts = new Map<string, boolean>();

  /** The words are at least as plausible in UTF-8 as in the encoding of the file. */
  function compare(line: Buffer): boolean {
    const words = wordsOf(line.toString(), 100);
    const key = words.join(' ');
    const remembered = verdicts.get(key);
    if (remembered !== undefined) return remembered;
    const others = wordsOf(createBytesDecoder(encoding).decode(line, false), 100);
    const verdict = costOf(words, unicode) <= costOf(others, languages);
    if (verdicts.size === rememberedVerdicts) verdicts.clear();
    verdicts.set(key, verdict);
    return verdict;
  }

  return (line) => {
    if (!isUtf8(line)) return false;
    const letters = line.toString().match(/[^\p{ASCII}]/gu) ?? [];
    return letters.every((letter) => known.has(letter)) || compare(line);
  };
}

const costOf = (words: readonly string[], languages: readonly Language[]): number =>
  words.reduce((sum, word) => sum + shapeCost(word), languageCost(words, languages));
