// Recognizes texts that are not values: what programs leave in place of a value that they lost.
import type { Column } from './columns.ts';
import type { DamageKind } from './plan.ts';

// `#N/A`, `#REF!`, `#DIV/0!`, `#NAME?`, `#¿NOMBRE?`, `#BEZUG!`, `#NV`, `#GETTING_DATA`, `Err:502`, `########`.
// The names in all languages of Excel and LibreOffice have this form, or are among those without a mark at the end:
// https://support.microsoft.com/office/error-type-function-10958677-7c8d-44f7-ae77-b9a9ee6eefaa
const spreadsheetError =
  /^(?:#[¡¿]?\p{Lu}[\p{Lu}/0 _]*[!?]|#(?:N\/[ABDV]|NV|I\/T|PUUTTUU!?|GETTING_DATA|NULL|REF|VALUE|NAME|NUM|DIV\/0)|#{2,}|Err:\d{3})$/u;

/** In lower case. Written by databases and programs for a value that isn't there. */
const noValues = new Set([
  'null',
  '(null)',
  '[null]',
  '<null>',
  '{null}',
  '#null',
  'undefined',
  'n/a',
  '#n/a',
]);

/** The columns whose texts look like numbers to a program, and are none. */
export const numberColumns: ReadonlySet<string> = new Set(['phone', 'mobile', 'extension', 'zip']);

const months =
  'jan|feb|fev|fév|mar|mär|mrz|mrt|apr|avr|abr|may|mai|mei|maj|mag|jun|jui|giu|jul|lug|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic';

const numberAsText: readonly (readonly [DamageKind, RegExp])[] = [
  // 1.55501E+10, 1,5E+10, 1.5e10
  ['scientific', /^\+?\d(?:(?:[.,]\d+)?E[+-]\d{1,3}|[.,]\d+E\d{1,3})$/i],
  // 15550100199.0, 12,0
  ['number', /^\+?\d+[.,]0{1,2}$/],
  // 2,134
  ['number', /^\+?\d{1,3}(?:,\d{3})+(?:\.0+)?$/],
  // 4-Mar, 04. Mrz, Mar-45, 3/4/2026, 2026-03-04, 3月4日
  [
    'date',
    new RegExp(
      String.raw`^(?:\d{1,2}[-/. ]{1,2}(?:${months})[a-zé]{0,2}\.?(?:[-/. ]\d{2,4})?|(?:${months})[a-zé]{0,2}\.?[- ]\d{2}|\d{1,2}/\d{1,2}/(?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}(?: 00:00:00)?|\d{1,2}月\d{1,2}日)$`,
      'i',
    ),
  ],
];

const entity =
  /&(?:#\d{2,6}|#x[\da-f]{2,6}|amp|lt|gt|quot|apos|nbsp|shy|[aeiouyn]uml|[aeiouy](?:acute|grave|circ)|[ano]tilde|aring|aelig|oelig|oslash|[cs]cedil|[csz]caron|szlig|eth|thorn|[lrmn]dash|[lr][sd]quo|[bs]dquo|hellip|trade|reg|copy|euro|middot|bull|deg|ordm|ordf|iexcl|iquest);/i;

/**
 * How a text lost its value on the way into the file; `null` if it may be one.
 *
 * @param text without whitespace around it
 */
export function findCellDamage(
  { name, kind }: Pick<Column, 'kind'> & { readonly name: string },
  text: string,
): DamageKind | null {
  if (text.length <= 24 && isNoValue(text)) return text[0] === '#' || text[0] === 'E' ? 'error' : 'no value';
  if (numberColumns.has(name) && text.length <= 40) {
    for (const [damage, pattern] of numberAsText) if (pattern.test(text)) return damage;
  }
  if (/[^\x00-\x7f]/.test(text) && areLettersGarbled(text)) return 'encoding';
  // Notes may quote a web page, and a JSON text has rules of its own.
  const isPlain = name !== 'notes' && kind !== 'json';
  return isPlain && text.includes('&') && entity.test(text) ? 'entity' : null;
}

function isNoValue(text: string): boolean {
  if (!'#nNuUE([<{\\'.includes(text[0]!)) return false;
  if (spreadsheetError.test(text)) return true;
  if (noValues.has(text.toLowerCase())) return true;
  // "Nan" is a name.
  return text === '\\N' || text === 'NaN' || text === 'nan' || text === 'NAN';
}

// UTF-8 read in an old encoding, and then mixed with letters that are right: `Ã©` (Western), `√©` (Macintosh), `Ă©` (Central
// European), `â€™`. Nobody writes such pairs, or Ã after a small
// letter. No quotes and dashes among the second characters: these can follow a letter.
const garbledPair =
  /\p{Ll}Ã|Ã[\u00a1-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ\u0080-\u009f]|Â[\u00a1-\u00bf\u00a0]|√[©®´¨ºª§£•¶ß≥≤±∏Ωøæ¢¥]|Ă[©Ľ¶¤ˇł\u00ad]|â€[™œ“”¦¢˜š\u009d\u0080-\u009f]|â‚¬|ï»¿/u;

/** Whether letters were lost, or UTF-8 was read as if it were an old encoding. */
function areLettersGarbled(text: string): boolean {
  return text.includes('\ufffd') || garbledPair.test(text) || isUtf8ReadAsWestern(text);
}

/** The characters that Windows-1252 has between 0x80 and 0x9f, by their code points. */
const western = new Map(
  Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ', (char, i) => [
    char.charCodeAt(0),
    0x80 + i,
  ]),
);

/** Whether all letters together are UTF-8 that was read as Windows-1252: `Ð˜Ð²Ð°Ð½`. By chance, hardly any text is. */
function isUtf8ReadAsWestern(text: string): boolean {
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const first = text.charCodeAt(at);
    if (first < 0x80) continue;
    // The number of bytes that must follow the first one of a letter.
    const more =
      first >= 0xc2 && first <= 0xdf
        ? 1
        : first >= 0xe0 && first <= 0xef
          ? 2
          : first >= 0xf0 && first <= 0xf4
            ? 3
            : 0;
    if (more === 0) return false;
    for (const end = at + more; at < end; at++) {
      const code = text.charCodeAt(at + 1);
      const byte = code <= 0xff ? code : (western.get(code) ?? 0);
      if (byte < 0x80 || byte > 0xbf) return false;
    }
    letters++;
  }
  return letters > 0;
}
