// The rule for cells that contain a JSON object: only objects that Postgres stores without changing their meaning.
import { quoteCell } from './quote-cell.ts';

const maxDepth = 32;

// The tokens of a text that JSON.parse has accepted; everything between them is whitespace.
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[-\d][^\s,\]}]*|true|false|null/g;

/** Why a text can't be stored. `problem` completes the sentence "custom_fields …". */
export type InvalidJson = { readonly problem: string };

/** Whether a JSON object has a key whose value is not null. */
export const namesValue = (json: string): boolean =>
  Object.values(parseObject(json) ?? {}).some((value) => value !== null);

/**
 * Returns the maximum length, in bytes, of the text in which Postgres can return the object: with a space after each
 * `,` and `:`, and with numbers written without exponents. Returns what is wrong if the text is not a JSON object or
 * can't be stored exactly.
 */
export function measureJsonObject(text: string): number | InvalidJson {
  const object = parseObject(text);
  if (!object) return { problem: `${quoteCell(text)} is not a JSON object like {"Badge":"12"}` };
  const entries = Object.values(object);
  if (text.length < 1000 && isSimple(text, entries)) return Buffer.byteLength(text) + 2 * entries.length;
  let bytes = 0;
  const names: Set<string>[] = [];
  let depth = 0;
  let lastString = '';
  for (const [token] of text.matchAll(tokens)) {
    const first = token[0]!;
    if (first === '{' || first === '[') {
      names[depth++] = new Set();
      if (depth > maxDepth) return { problem: `is nested more than ${maxDepth} levels deep` };
    } else if (first === '}' || first === ']') depth--;
    else if (first === '"') {
      lastString = JSON.parse(token);
      if (lastString.includes('\0'))
        return { problem: "contains the character \\u0000, which can't be stored" };
      if (/\p{Surrogate}/u.test(lastString))
        return { problem: 'contains half of a character (\\ud800 to \\udfff)' };
    } else if (first === ':') {
      const siblings = names[depth - 1]!;
      if (siblings.has(lastString)) return { problem: `contains the name ${quoteCell(lastString)} twice` };
      siblings.add(lastString);
    } else if (first === '-' || (first >= '0' && first <= '9')) {
      const plain = toPlainNumber(token);
      if (plain === null)
        return {
          problem: `contains the number ${quoteCell(token)}, which can't be stored exactly: put it in quotes`,
        };
      bytes += plain.length;
      continue;
    }
    bytes += first === '"' ? Buffer.byteLength(token) : first === ',' || first === ':' ? 2 : token.length;
  }
  return bytes;
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Whether the object has only strings, booleans, and nulls under distinct names, without escapes. Nearly every cell is
 * like this, and such a text needs no tokenizing. A duplicate name shows up as more quotes than the entries account for.
 */
function isSimple(text: string, values: readonly unknown[]): boolean {
  if (text.includes('\\')) return false;
  let strings = values.length;
  for (const value of values) {
    if (typeof value === 'string') strings++;
    else if (typeof value !== 'boolean' && value !== null) return false;
  }
  let quotes = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) quotes++;
  return quotes === 2 * strings;
}

/**
 * Returns the number without an exponent. Returns `null` if a double-precision number can't represent it exactly, or if
 * it is too large or small to write out.
 */
function toPlainNumber(token: string): string | null {
  if (/^-?\d{1,15}$/.test(token)) return token;
  const value = Number(token);
  const shortest = String(value);
  if (shortest.includes('e') || !Number.isFinite(value)) return null;
  if (normalizeNumber(token) !== normalizeNumber(shortest)) return null;
  return token.includes('e') || token.includes('E') ? shortest : token;
}

/** Returns the decimal value in a form that is the same for `1.50`, `15e-1`, and `1.5`. */
function normalizeNumber(number: string): string {
  const [mantissa = '', exponent = '0'] = number.toLowerCase().replace('-', '').split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
