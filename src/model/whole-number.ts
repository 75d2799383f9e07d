// Reads cells that contain ids and other whole numbers, and recognizes what people and spreadsheets write instead.
import { trimOuter } from './clean-text.ts';
import type { Column } from './columns.ts';
import { quoteCell } from './quote-cell.ts';

type InvalidNumber = { readonly problem: string };

// The range of a Postgres bigint.
const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

/** Reads an id, 1 to 2^53 - 1. Returns plain digits, or what is wrong as a sentence for the member. */
export function readId(text: string, { name }: Column): string | InvalidNumber {
  const digits = trimOuter(text);
  // Nearly every id looks like this.
  if (/^[1-9]\d{0,14}$/.test(digits)) return digits;
  const invalid = (why: string) => ({ problem: `${name} ${quoteCell(text)} ${why}` });
  if (!/^\d+$/.test(digits)) {
    return invalid(suggestFix(digits) ?? 'is not an id: ids are whole numbers like 1045');
  }
  const id = stripLeadingZeros(digits);
  if (id === '0') return invalid('is not an id: ids start at 1');
  return id.length > 16 || Number(id) > Number.MAX_SAFE_INTEGER ? invalid('is too large for an id') : id;
}

/**
 * Reads a whole number in the range of a Postgres bigint. Returns plain digits, or what is wrong as a sentence for the
 * member. A number in a spreadsheet's exponent form (`1.5E+10`) is returned unchanged: only a comparison with the
 * previous value shows whether it is damage.
 */
export function readInteger(text: string, { name }: Column): string | InvalidNumber {
  const number = trimOuter(text);
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(number)) return number;
  if (/^\d(?:[.,]\d{1,14})?e[+-]\d{2,3}$/i.test(number)) return number;
  const invalid = (why: string) => ({ problem: `${name} ${quoteCell(text)} ${why}` });
  if (!/^[+-]?\d+$/.test(number)) return invalid(suggestFix(number) ?? 'is not a whole number');
  const digits = stripLeadingZeros(number.replace(/^[+-]/, ''));
  // More than 19 digits are always too large, and slow to convert.
  const value = digits.length > 19 ? largest + 1n : BigInt(digits) * (number.startsWith('-') ? -1n : 1n);
  return value < smallest || value > largest ? invalid('is too large') : String(value);
}

const stripLeadingZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

function suggestFix(text: string): string | null {
  if (/^\d{1,3}(?:[,.' \u00a0\u202f]\d{3})+$/u.test(text)) {
    return `contains separators: write ${text.replace(/\D/g, '')}`;
  }
  const whole = /^(\d+)[.,]0+$/.exec(text)?.[1];
  if (whole) return `has a decimal point: write ${whole}`;
  return /^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text) ? 'was rounded by a spreadsheet: write all its digits' : null;
}
