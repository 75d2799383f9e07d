// Cells with ids and other whole numbers, and what people and spreadsheets write instead.
import type { Column } from './columns.ts';
import { quoteCell } from './quote-cell.ts';

type InvalidNumber = { readonly problem: string };

// What a Postgres bigint holds.
const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

/** An id in plain digits, 1 to 2^53 - 1. */
export function readId(text: string, { name }: Column): string | InvalidNumber {
  const digits = text.trim();
  // Nearly every id is this.
  if (/^[1-9]\d{0,14}$/.test(digits)) return digits;
  const problem = (what: string) => ({ problem: `${name} ${quoteCell(text)} ${what}` });
  if (!/^\d+$/.test(digits)) {
    return problem(suggestFix(digits) ?? 'is no id: an id is a whole number such as 1045');
  }
  const id = stripLeadingZeros(digits);
  if (id === '0') return problem('is no id: ids begin with 1');
  return id.length > 16 || Number(id) > Number.MAX_SAFE_INTEGER ? problem('is larger than any id') : id;
}

/**
 * A whole number in plain digits, in the range of a Postgres bigint; or the exponent form that a spreadsheet makes of
 * one, as it is: only what was there before tells whether it is damage.
 */
export function readInteger(text: string, { name }: Column): string | InvalidNumber {
  const number = text.trim();
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(number)) return number;
  if (/^\d(?:[.,]\d{1,14})?e[+-]\d{2,3}$/i.test(number)) return number;
  const problem = (what: string) => ({ problem: `${name} ${quoteCell(text)} ${what}` });
  if (!/^[+-]?\d+$/.test(number)) return problem(suggestFix(number) ?? 'is no whole number');
  const digits = stripLeadingZeros(number.replace(/^[+-]/, ''));
  // Longer ones are too large whatever they are, and slow to convert.
  const value = digits.length > 19 ? largest + 1n : BigInt(digits) * (number.startsWith('-') ? -1n : 1n);
  return value < smallest || value > largest ? problem('is too large') : String(value);
}

const stripLeadingZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

function suggestFix(text: string): string | null {
  if (/^\d{1,3}(?:[,.' \u00a0\u202f]\d{3})+$/u.test(text)) {
    return `has separators in it: write ${text.replace(/\D/g, '')}`;
  }
  const whole = /^(\d+)[.,]0+$/.exec(text)?.[1];
  if (whole) return `has a decimal point: write ${whole}`;
  return /^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text)
    ? 'was rounded by a spreadsheet: write all of its digits'
    : null;
}
