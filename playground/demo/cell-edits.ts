// The cells that the member edits in the exported file.
import type { Row } from './csv-rows.ts';

type Edit = {
  readonly name: string;
  readonly column: string;
  readonly now: string;
  readonly willBe: string;
};

/** Includes a zip code with a leading zero and a phone number that starts with one: both must stay text. */
export const edits: readonly Edit[] = [
  { name: 'Ana Núñez', column: 'title', now: 'Engineer', willBe: 'Chief engineer' },
  { name: 'Ana Núñez', column: 'zip', now: '02134', willBe: '02138' },
  { name: 'Łukasz Żak', column: 'mobile', now: '', willBe: '0170 555 0188' },
];

/** How many end users have edited cells. */
export const editedEndUsers = new Set(edits.map(({ name }) => name)).size;

/** Returns the rows with the edits applied. Throws if a cell doesn't have the expected value before its edit. */
export function applyEdits(rows: readonly Row[]): Row[] {
  return rows.map((row) => {
    const rowEdits = edits.filter(({ name }) => name === row.name);
    const wrong = rowEdits.find(({ column, now }) => row[column] !== now);
    if (wrong) throw new Error(`${wrong.column} of ${wrong.name} should be "${wrong.now}" in the export`);
    return { ...row, ...Object.fromEntries(rowEdits.map(({ column, willBe }) => [column, willBe])) };
  });
}
