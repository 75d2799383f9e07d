// The rule for a cell with a JSON object: what the database keeps exactly as it is meant.
import { quoteCell } from './quote-cell.ts';

const maxDepth = 32;

// The tokens of a text that JSON.parse has accepted; all between them is white space.
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[-\d][^\s,\]}]*|true|false|null/g;

export type InvalidJson = { readonly problem: string };

/**
 * The length in bytes that the widest form of a JSON object has, in which Postgres may give it back: a space after
 * each `,` and `:`, numbers without exponent. Or what is wrong with it, to end the sentence "custom_fields …".
 */
export function measureJsonObject(text: string): number | InvalidJson {
  const object = parseObject(text);
  if (!object) return { problem: `${quoteCell(text)} is no JSON object such as {"Badge":"12"}` };
  const entries = Object.values(object);
  if (text.length < 1000 && isPlain(text, entries)) return Buffer.byteLength(text) + 2 * entries.length;
  let bytes = 0;
  const names: Set<string>[] = [];
  let depth = 0;
  let lastString = '';
  for (const [token] of text.matchAll(tokens)) {
    const first = token[0]!;
    if (first === '{' || first === '[') {
      names[depth++] = new Set();
      if (depth > maxDepth) return { problem: `is nested more than ${maxDepth} deep` };
    } else if (first === '}' || first === ']') depth--;
    else if (first === '"') {
      lastString = JSON.parse(token);
      if (lastString.includes('\0')) return { problem: "holds the character \\u0000, which can't be kept" };
      if (/\p{Surrogate}/u.test(lastString))
        return { problem: 'holds half of a character (\\ud800 to \\udfff)' };
    } else if (first === ':') {
      const siblings = names[depth - 1]!;
      if (siblings.has(lastString)) return { problem: `has the name ${quoteCell(lastString)} twice` };
      siblings.add(lastString);
    } else if (first === '-' || (first >= '0' && first <= '9')) {
      const plain = plainNumber(token);
      if (plain === null)
        return {
          problem: `has the number ${quoteCell(token)}, which can't be kept exactly: put it in quotes`,
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
 * True for strings and flags under names that are all different, without escapes: nearly every cell is so, and
 * there the tokens need no look. A name that is there twice shows as quotes that no entry accounts for.
 */
function isPlain(text: string, values: readonly unknown[]): boolean {
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

/** The number without exponent; null when a double precision number would not be exactly it, or is unwieldy. */
function plainNumber(token: string): string | null {
  if (/^-?\d{1,15}$/.test(token)) return token;
  const value = Number(token);
  const shortest = String(value);
  if (shortest.includes('e') || !Number.isFinite(value)) return null;
  if (significant(token) !== significant(shortest)) return null;
  return token.includes('e') || token.includes('E') ? shortest : token;
}

/** The decimal value in a form that is the same for `1.50`, `15e-1` and `1.5`. */
function significant(number: string): string {
  const [mantissa = '', exponent = '0'] = number.toLowerCase().replace('-', '').split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  return kept === '' ? '0' : `${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}
