// Judges how plausible a word is, as it reads in some encoding: a wrong encoding puts symbols and capitals into words, and
// letters of several languages into one word.

import type { Language } from './letters-of-languages.ts';

/** A run of letters and of everything outside ASCII. */
const words = /(?:[A-Za-z'’]|[^\p{ASCII}])*[^\p{ASCII}](?:[A-Za-z'’]|[^\p{ASCII}])*/gu;

const cost = {
  undecodable: 10,
  mixedScripts: 6,
  symbolInWord: 5,
  symbolAtWord: 2,
  symbolAtSymbol: 1.5,
  capitalInWord: 3,
  mixedLetters: 3,
  onlyAccents: 3,
  noVowel: 3,
} as const;

/** Symbols that belong to the words next to them: quotes, dashes, and what stands at the end of a name. */
const beforeWords = /[\u00a0«»“„‘‚‹›–—©°€]/u;
const afterWords = /[\u00a0«»“”‘’‹›–—…®™©°ªº€]/u;

const vowel = /[аеёєиіїоуўыэюяαεηιουωάέήίόύώϊϋΐΰ]/iu;

/** A longer run is no word; its start tells enough. */
const longestWord = 60;

/** The words that contain a character outside ASCII, without repetitions. */
export function wordsOf(text: string, limit: number): readonly string[] {
  const found = new Set<string>();
  for (const [word] of text.matchAll(words)) {
    found.add(word.slice(0, longestWord));
    if (found.size === limit) break;
  }
  return [...found];
}

/** What is wrong with a word in any language; 0 for nothing. */
export function shapeCost(word: string): number {
  const characters = [...word];
  let sum = scriptCost(word);
  for (const [at, character] of characters.entries()) {
    if (character <= '\x7f') {
      if (isCapital(character) && isForeignSmall(characters[at - 1])) sum += cost.capitalInWord;
      continue;
    }
    if (character === '\ufffd') sum += cost.undecodable;
    else if (isLetter(character)) sum += capitalCost(characters, at);
    else sum += symbolCost(characters, at);
  }
  return sum;
}

/** Letters of two alphabets, no vowel, or hardly any letter without an accent. */
function scriptCost(word: string): number {
  const isLatin = /[A-Za-z]/.test(word);
  if (/\p{Script=Cyrillic}|\p{Script=Greek}/u.test(word)) {
    if (isLatin) return cost.mixedScripts;
    return word.length > 3 && !vowel.test(word) ? cost.noVowel : 0;
  }
  return /[^\P{Script=Latin}A-Za-z]{3}/u.test(word) ? cost.onlyAccents : 0;
}

function symbolCost(characters: readonly string[], at: number): number {
  const symbol = characters[at]!;
  const before = characters[at - 1] ?? ' ';
  const after = characters[at + 1] ?? ' ';
  const besideSymbol = before > '\x7f' && !isLetter(before) ? cost.symbolAtSymbol : 0;
  if (symbol === '’' || symbol === '\u00a0' || symbol === '·') return besideSymbol;
  if (isLetter(before) && isLetter(after)) return cost.symbolInWord;
  if (isLetter(before) && !afterWords.test(symbol)) return cost.symbolAtWord;
  if (isLetter(after) && !beforeWords.test(symbol)) return cost.symbolAtWord;
  return besideSymbol;
}

/** A capital after a small letter, or a small letter among capitals. */
function capitalCost(characters: readonly string[], at: number): number {
  const letter = characters[at]!;
  const before = characters[at - 1];
  // Like the capitals in chloÉ, JŸrgen, and OÕBrien, but not those in ÅÄ or ÉTÉ.
  if (isCapital(letter)) {
    const end = characters.slice(at).find((next) => !isCapital(next));
    const isMisplaced = isSmall(before) || (isCapital(before) && isSmall(end));
    return isMisplaced ? cost.capitalInWord : 0;
  }
  const isAmongCapitals =
    isSmall(letter) &&
    letter !== 'ß' &&
    isCapital(before) &&
    isCapital(characters[at + 1]) &&
    !isSmall(characters[at + 2]);
  return isAmongCapitals ? cost.capitalInWord : 0;
}

/** 0 if one of the languages has all the letters of the word outside ASCII. */
export function lettersCost(word: string, { letters, never }: Language): number {
  const hasAll = [...word].every(
    (character) => character <= '\x7f' || !isLetter(character) || letters.has(character),
  );
  return hasAll && !never?.test(word) ? 0 : cost.mixedLetters;
}

/** Without the ordinals of Spanish, which only follow a word. */
const isLetter = (character = ' '): boolean => /[\p{L}\p{M}]/u.test(character) && !/[ªº]/.test(character);
const isCapital = (character = ' '): boolean => /\p{Lu}/u.test(character);
const isSmall = (character = ' '): boolean => /\p{Ll}/u.test(character);
const isForeignSmall = (character = ' '): boolean => character > '\x7f' && isSmall(character);
