// Guesses the encoding of text that is not Unicode: the one in which its words are the most plausible.
//
// A library alone can't do this. A contact list has a few dozen letters outside ASCII, and the statistics of detectors are
// made for running text; none of them knows the encoding of old Macs.
import { analyse } from 'chardet';
import { type EncodingName, encodingNames } from '../../model/read-as.ts';
import { commonCharacters } from './common-characters.ts';
import { createBytesDecoder } from './decode-bytes.ts';
import { type Language, languagesOf } from './letters-of-languages.ts';
import { lettersCost, shapeCost, wordsOf } from './word-cost.ts';

/** With more, the answer stays the same, but the process answers no one meanwhile. */
const limits = { bytes: 8 * 1024, words: 150 } as const;

/** Decides between encodings in which the words are equally plausible. Western is by far the most frequent one. */
const bias: Readonly<Record<EncodingName, number>> = {
  'Windows-1252': 0,
  Macintosh: 1.1,
  'Windows-1250': 1,
  'ISO-8859-2': 1.5,
  'Windows-1251': 1,
  'KOI8-U': 1.5,
  'Windows-1253': 1.5,
  'Windows-1254': 1.2,
  'Windows-1257': 1.8,
  Shift_JIS: 1.5,
  'EUC-JP': 2.5,
  GB18030: 2,
  Big5: 2,
  'EUC-KR': 1.5,
};

/** Old Macs end a line with a CR alone; hardly anything else does. */
const macLineEnds = { weight: 0.6, pattern: /\r(?!\n)/ } as const;

/** How much the opinion of the library can add or take away. */
const opinionWeight = 1.5;

/** @param bytes lines of the file that have letters outside ASCII and are not UTF-8 */
export function guessEncoding(bytes: Buffer): EncodingName {
  const text = bytes.subarray(0, limits.bytes);
  const isCut = bytes.length > text.length;
  const opinions = new Map(analyse(text).map(({ name, confidence }) => [renamed[name] ?? name, confidence]));
  const hasMacLineEnds = macLineEnds.pattern.test(text.toString('latin1'));
  let best: { name: EncodingName; cost: number } = { name: 'Windows-1252', cost: Infinity };
  for (const name of encodingNames) {
    const opinion = ((opinions.get(name) ?? 0) / 100) * opinionWeight;
    const hint = name === 'Macintosh' && hasMacLineEnds ? macLineEnds.weight : 0;
    const words = wordsOf(createBytesDecoder(name).decode(text, isCut), limits.words);
    const before = bias[name] - opinion - hint;
    const cost = before + wordsCost(words, name, best.cost - before);
    if (cost < best.cost) best = { name, cost };
  }
  return best.name;
}

/** The library knows the ISO encodings, which the ones of Windows contain. */
const renamed: Readonly<Record<string, EncodingName>> = {
  'ISO-8859-1': 'Windows-1252',
  'windows-1252': 'Windows-1252',
  'windows-1250': 'Windows-1250',
  'ISO-8859-5': 'Windows-1251',
  'windows-1251': 'Windows-1251',
  'KOI8-R': 'KOI8-U',
  'ISO-8859-7': 'Windows-1253',
  'windows-1253': 'Windows-1253',
  'ISO-8859-9': 'Windows-1254',
  'windows-1254': 'Windows-1254',
};

/** @param limit a cost over it needs not be exact: to know all characters of an encoding takes milliseconds */
function wordsCost(words: readonly string[], name: EncodingName, limit: number): number {
  const shape = words.reduce((sum, word) => sum + shapeCost(word), 0);
  const languages = languagesOf(name);
  if (languages.length > 0) return shape + languageCost(words, languages);
  const cost = shape + words.reduce((sum, word) => sum + latinNeighbors(word), 0);
  return cost >= limit ? cost : cost + rareCharacters(words, commonCharacters(name));
}

/** One language is that of most words; other languages of the encoding are as good for a few names among them. */
export function languageCost(words: readonly string[], languages: readonly Language[]): number {
  const perWord = words.map((word) => languages.map((language) => lettersCost(word, language)));
  const perLanguage = languages.map(({ rarity }, main) =>
    perWord.reduce((sum, costs) => sum + Math.min(costs[main]!, Math.min(...costs) + 1), rarity),
  );
  return Math.min(...perLanguage);
}

/** Asian characters directly beside Latin letters. */
function latinNeighbors(word: string): number {
  return 3 * (word.match(/[A-Za-z](?=[^\p{ASCII}])|[^\p{ASCII}](?=[A-Za-z])/gu)?.length ?? 0);
}

function rareCharacters(words: readonly string[], common: ReadonlySet<string>): number {
  let sum = 0;
  for (const character of words.join('')) {
    if (/[\uff61-\uff9f]/.test(character)) sum += 0.5;
    else if (character > '\x7f' && /\p{L}/u.test(character) && !common.has(character)) sum += 1;
  }
  return sum;
}
