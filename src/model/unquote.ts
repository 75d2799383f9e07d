// Removes quotes that a program or a person left around a whole value: they are not part of it.
import { trimOuter } from './clean-text.ts';

/** The closing quotes for each opening one. */
const closingQuotes: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '‘': '’', '‚': '‘’' };

/**
 * Returns the value inside the quotes, or `plain` without whitespace around it.
 * - `="02134"`: what spreadsheets and reports write to keep a text from becoming a number
 * - ` "a"`: from `"b", "a"`, where the space keeps the quote from being one of CSV
 * - `'a'`, `“a”`, `„a“`, `‘a’`: unless such a quote is also inside
 *
 * @param written the cell as it is in the file
 * @param plain the cell without the `'` that keep formulas out of files
 */
export function unquote(written: string, plain: string): string {
  const text = trimOuter(plain);
  const first = text[0];
  if (first === undefined) return text;
  if (first === '=') return undouble(/^=\s*"((?:[^"]|"")*)"$/.exec(text)?.[1]) ?? text;
  if (first === '"') return (plain === text ? null : undouble(/^"((?:[^"]|"")*)"$/.exec(text)?.[1])) ?? text;
  const closing = closingQuotes[first];
  if (closing !== undefined) return between(text, first + closing) ?? text;
  // In `'+1'`, the first quote looks like the one that keeps a formula out.
  const whole = trimOuter(written);
  return whole[0] === "'" ? (between(whole, "'") ?? text) : text;
}

const undouble = (inner: string | undefined): string | undefined =>
  inner === undefined ? undefined : trimOuter(inner.replaceAll('""', '"'));

/** The text between its first and last character, if the last one is one of `quotes` and none of them is inside. */
function between(text: string, quotes: string): string | null {
  if (text.length < 2 || !quotes.includes(text.at(-1)!)) return null;
  const inner = text.slice(1, -1);
  for (const quote of quotes) if (inner.includes(quote)) return null;
  return trimOuter(inner);
}

/** Which quotes can open a cell that was split at a delimiter inside it. */
const opening = /^(?:\s+"|\s*[“„'])/;

/**
 * Joins the cells of a row that were split inside quotes that are not those of CSV: `"Hope, Bob"` after a space, or
 * `“Hope, Bob”`. Returns the cells unchanged if that doesn't bring the row to the length of its header.
 */
export function rejoinQuoted(
  cells: readonly string[],
  delimiter: string,
  columnCount: number,
): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < cells.length; at++) {
    let cell = cells[at]!;
    if (opening.test(cell) && !isQuoted(cell)) {
      for (let end = at + 1; end < cells.length; end++) {
        const longer = cells.slice(at, end + 1).join(delimiter);
        if (!isQuoted(longer)) continue;
        cell = longer;
        at = end;
        break;
      }
    }
    joined.push(cell);
  }
  return joined.length <= columnCount ? joined : cells;
}

const isQuoted = (cell: string): boolean => unquote(cell, cell) !== trimOuter(cell);
