// Keeps formulas out of written files: adds a `'` wherever a spreadsheet could see a cell that starts like a formula, and
// removes it again.
//
// Spreadsheets split a line at `;`, tab, or `|` where their locale or an import dialog says so, and then take a quote
// inside a line as an ordinary character, so that a line break starts a new row. So a formula can start at the start of a
// text and after each of these separators. Whitespace, invisible characters, and quotes in between don't stop a
// spreadsheet. The formula characters are those of OWASP's page on CSV injection, and their full-width forms.

/** Which positions of a text are protected. Files of version 0.1 follow rule 1: only the start of a cell. */
export type FormulaRule = 1 | 2;

/** The rule of the files that this version writes. */
export const currentFormulaRule: FormulaRule = 2;

/** Inclusive ranges of code points. */
type Ranges = readonly (readonly [from: number, to: number])[];

/** Where spreadsheets split a line, except for our own comma. */
const cellSeparators = ';\t|';
const separators = `${cellSeparators}\r\n`;
const formulaCharacters = '=+-@＝＋－＠';

/** Whitespace, control and format characters, and everything that fonts draw as nothing; then quotes. */
const skipped: Ranges = [
  [0x01, 0x20],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
  // Quotes: " ' ` ´ « » ‘ ’ ‚ ‛ “ ” „ ‟ ‹ › 「 」 『 』 〝 〞 〟 and the full-width forms of " and '.
  [0x22, 0x22],
  [0x27, 0x27],
  [0x60, 0x60],
  [0xb4, 0xb4],
  [0xab, 0xab],
  [0xbb, 0xbb],
  [0x2018, 0x201f],
  [0x2039, 0x203a],
  [0x300c, 0x300f],
  [0x301d, 0x301f],
  [0xff02, 0xff02],
  [0xff07, 0xff07],
];

/** What JavaScript's `\s` matches. Postgres' `\s` matches less, and depends on the locale. */
const whitespace: Ranges = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];

/**
 * Cells that get quotes in addition to those of RFC 4180, for spreadsheets that split at other characters too or trim
 * what isn't quoted. For csv-stringify, which knows the RFC.
 */
export const quotedCell = new RegExp(
  `[${cellSeparators}]|^[${toClass(whitespace, escapeForJavaScript)}]`,
  'u',
);

/** All cells that get quotes, as a regular expression of Postgres. */
export const quotedCellSql = `[${toPostgres(`",\r\n${cellSeparators}`)}]|^[${toClass(whitespace, escapeForPostgres)}]`;

/**
 * The rule as a regular expression of Postgres, for `regexp_replace` with the flag `g`. A test compares it with
 * `protectCell`, character by character.
 */
export const formulaPositionSql = {
  pattern: `(^|[${toPostgres(separators)}])([${toClass(skipped, escapeForPostgres)}]*)([${toPostgres(formulaCharacters)}])`,
  replacement: "\\1\\2'\\3",
} as const;

/**
 * Texts that an import would not read as they are, or might not: with whitespace, something invisible, or a quote at an
 * end, or with a `=` first. As a regular expression of Postgres.
 */
export const trimmedTextSql = `^[${toClass(skipped, escapeForPostgres)}=＝]|[${toClass(skipped, escapeForPostgres)}]$`;

/** @returns the text as a cell of a CSV file, by the current rule */
export function writeCell(text: string): string {
  const safe = protectCell(text);
  return /[",\r\n]/.test(safe) || quotedCell.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @returns the text as it is written to a file, by the current rule */
export function protectCell(text: string): string {
  return hasFormulaCharacter.test(text) ? withApostrophes(text) : text;
}

/**
 * @param rule of the file that the text is from; files of other programs are read by the current rule
 * @returns the text that was protected; any other text is returned unchanged
 */
export function unprotectCell(text: string, rule: FormulaRule = currentFormulaRule): string {
  if (!text.includes("'")) return text;
  if (rule === 1) return protectedByRule1.test(text) ? text.slice(1) : text;
  return withoutApostrophes(text);
}

const hasFormulaCharacter = new RegExp(`[${formulaCharacters.replace('-', '\\-')}]`);
const protectedByRule1 = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

function withApostrophes(text: string): string {
  let written = '';
  let end = 0;
  for (const at of formulaPositions(text)) {
    written += `${text.slice(end, at)}'`;
    end = at;
  }
  return written + text.slice(end);
}

function withoutApostrophes(text: string): string {
  let read = '';
  let end = 0;
  for (const at of formulaPositions(text)) {
    if (text[at - 1] !== "'") continue;
    read += text.slice(end, at - 1);
    end = at;
  }
  return read + text.slice(end);
}

/**
 * The indexes of the formula characters that a spreadsheet could evaluate. A `'` before one of them doesn't change which
 * they are, since `'` is skipped: this is why exactly what was added can be removed.
 */
function formulaPositions(text: string): number[] {
  const positions: number[] = [];
  let canStart = true;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (separators.includes(character)) canStart = true;
    else if (canStart && formulaCharacters.includes(character)) {
      positions.push(at);
      canStart = false;
    } else if (canStart) {
      const code = text.codePointAt(at)!;
      if (code > 0xffff) at++;
      canStart = isSkipped(code);
    }
  }
  return positions;
}

function isSkipped(code: number): boolean {
  return skipped.some(([from, to]) => code >= from && code <= to);
}

/** The ranges as they are written between the brackets of a regular expression. */
function toClass(ranges: Ranges, toText: (code: number) => string): string {
  return ranges.map(([from, to]) => `${toText(from)}-${toText(to)}`).join('');
}

/** For a regular expression with the flag `u`. */
function escapeForJavaScript(code: number): string {
  return `\\u{${code.toString(16)}}`;
}

function toPostgres(characters: string): string {
  return Array.from(characters, (character) => escapeForPostgres(character.codePointAt(0)!)).join('');
}

/** https://www.postgresql.org/docs/current/functions-matching.html#POSIX-ESCAPE-SEQUENCES */
function escapeForPostgres(code: number): string {
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
