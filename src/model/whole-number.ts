// Cells with ids and other whole numbers, and what people and spreadsheets write instead.
import type { Column } from './columns.ts';
import { quoteCell } from './quote-cell.ts';

type WrongNumber = { readonly problem: string };

// What a Postgres bigint holds.
const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

/** An id in plain digits, 1 to 2^53 - 1. */
export function readId(text: string, { name }: Column): string | WrongNumber {
  const digits = text.trim();
  // Nearly every id is this; it needs no conversion.
  if (/^[1-9]\d{0,14}$/.test(digits)) return digits;
  if (!/^\d+$/.test(digits))
    return {
      problem: `${name} ${quoteCell(text)} ${advice(digits) ?? 'is no id: an id is a whole number such as 1045'}`,
    };
  const value = BigInt(digits.slice(-400));
  if (value === 0n) return { problem: `${name} ${quoteCell(text)} is no id: ids begin with 1` };
  if (value > Number.MAX_SAFE_INTEGER || digits.length > 400)
    return { problem: `${name} ${quoteCell(text)} is larger than any id` };
  return value.toString();
}

/** A whole number in plain digits, in the range of a Postgres bigint. */
export function readInteger(text: string, { name }: Column): string | WrongNumber {
  const number = text.trim();
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(number)) return number;
  if (!/^[+-]?\d+$/.test(number))
    return { problem: `${name} ${quoteCell(text)} ${advice(number) ?? 'is no whole number'}` };
  // Over 400 digits are too many whatever they are, and slow to convert.
  const value = number.length > 400 ? null : BigInt(number.replace('+', ''));
  if (value === null || value < smallest || value > largest)
    return { problem: `${name} ${quoteCell(text)} is too large` };
  return value.toString();
}

function advice(text: string): string | null {
  if (/^\d{1,3}(?:[,.' \u00a0\u202f]\d{3})+$/u.test(text))
    return `has separators in it: write ${text.replace(/\D/g, '')}`;
  const whole = /^(\d+)[.,]0+$/.exec(text)?.[1];
  if (whole) return `has a decimal point: write ${whole}`;
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text)) return 'was rounded by a spreadsheet: write all of its digits';
  return null;
}
