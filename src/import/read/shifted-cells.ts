// Finds rows whose cells are one column off, because a delimiter in a cell was not put in quotes.
import { isBlank } from '../../model/read-cell.ts';
import type { ColumnLayout } from './column-layout.ts';

/** A phone with a digit is not shifted. */
export const hasDigit = /\d/;
const phoneLike = /^\s*[+(]?\d[\d\s()./-]{4,}\s*$/;

/** Columns whose cells may look like a phone number. */
const numbers = new Set([
  'phone',
  'mobile',
  'extension',
  'zip',
  'vendor_id',
  'customer_id',
  'contact_id',
  'custom_fields',
  'notes',
]);

/**
 * Files with ids come from us or were made with care: there, a phone may be any text.
 *
 * @returns tells whether the phone of a row is in the column next to that of phones, and a text is in its place
 */
export function createShiftCheck({ columns }: ColumnLayout): (written: readonly string[]) => boolean {
  if (columns.some(({ column }) => column.kind === 'id')) return () => false;
  const phones = columns.flatMap(({ at, column }) => {
    if (column.name !== 'phone' && column.name !== 'mobile') return [];
    const next = columns.find((other) => other.at === at + 1);
    return next && !numbers.has(next.column.name) ? [at] : [];
  });
  return (written) =>
    phones.some((at) => {
      const phone = written[at] ?? '';
      return !hasDigit.test(phone) && !isBlank(phone) && phoneLike.test(written[at + 1] ?? '');
    });
}
