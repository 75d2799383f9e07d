// The letters of the languages that each encoding was made for: what a list of names can plausibly contain.
//
// Sources: the exemplar characters of Unicode CLDR (https://cldr.unicode.org), main set plus, where names have them, é.
import { type EncodingName, encodingNames } from '../../model/read-as.ts';

/** Lowercase letters outside ASCII; the capitals follow from them. */
const western = {
  German: 'äöüßé',
  French: 'àâæçéèêëîïôùûüÿœ',
  Spanish: 'áéíñóúü',
  Portuguese: 'áâãàçéêíóôõú',
  Italian: 'àèéìíîòóùú',
  Catalan: 'àçèéíïòóúü',
  Dutch: 'áéëèïíóöüú',
  'Danish and Norwegian': 'æøåéèóôòäöü',
  'Swedish and Finnish': 'åäöéàáüšž',
} as const;

const centralEuropean = {
  Czech: 'áčďéěíňóřšťúůýž',
  Slovak: 'áäčďéíĺľňóôŕšťúýž',
  Polish: 'ąćęłńóśźż',
  Hungarian: 'áéíóöőúüű',
  Romanian: 'ăâîşţ',
  'Croatian and Slovenian': 'čćđšž',
  German: 'äöüßé',
} as const;

const cyrillic = {
  Russian: 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя№',
  Ukrainian: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя№',
  Belarusian: 'абвгдеёжзійклмнопрстуўфхцчшыьэюя',
  Serbian: 'абвгдђежзијклљмнњопрстћуфхцчџш',
  Macedonian: 'абвгдѓежзѕијклљмнњопрстќуфхцчџш',
} as const;

const languages: Readonly<Partial<Record<EncodingName, Readonly<Record<string, string>>>>> = {
  'Windows-1252': { ...western, Icelandic: 'áðéíóúýþæö' },
  Macintosh: western,
  'Windows-1250': centralEuropean,
  'ISO-8859-2': centralEuropean,
  'Windows-1251': cyrillic,
  'KOI8-U': { Russian: cyrillic.Russian, Ukrainian: cyrillic.Ukrainian },
  // Without ΰ, which hardly occurs: what is а in Cyrillic is ΰ in Greek.
  'Windows-1253': { Greek: 'αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐ' },
  'Windows-1254': { Turkish: 'çğıöşüâîûİ' },
  'Windows-1257': { Lithuanian: 'ąčęėįšųūž', Latvian: 'āčēģīķļņšūž', Estonian: 'äöõüšž' },
};

export type Language = {
  readonly letters: ReadonlySet<string>;
  /** Decides between languages with the same letters, in the unit of the costs in word-cost.ts. */
  readonly rarity: number;
  /** What no word of the language contains. */
  readonly never: RegExp | null;
};

/** In the same bytes, Icelandic reads like Turkish, and Turkish lists are more frequent. */
const rarities: Readonly<Record<string, number>> = { Icelandic: 1.5 };

/** What is ő in Hungarian would be õ in Portuguese, where only an e follows it. */
const neverIn: Readonly<Record<string, RegExp>> = { Portuguese: /õ(?!e)/i };

/** The languages of an encoding; none for the Asian encodings. */
export function languagesOf(encoding: EncodingName): readonly Language[] {
  return Object.entries(languages[encoding] ?? {}).map(([language, letters]) => ({
    letters: withCapitals(letters),
    rarity: rarities[language] ?? 0,
    never: neverIn[language] ?? null,
  }));
}

/** The languages of all encodings, for text that is Unicode. */
export const allLanguages = (): readonly Language[] => encodingNames.flatMap(languagesOf);

const withCapitals = (letters: string): ReadonlySet<string> =>
  new Set(letters + [...letters].map((letter) => (letter === 'ß' ? '' : letter.toUpperCase())).join(''));
