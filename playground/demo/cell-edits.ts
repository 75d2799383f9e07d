// What the member changes in the exported file, cell by cell.
import type { Row } from './csv-rows.ts';

type Edit = {
  readonly name: string;
  readonly column: string;
  readonly now: string;
  readonly willBe: string;
};

/** A postcode that begins with 0 stays one, and a + in a phone number is no sum. */
export const edits: readonly Edit[] = [
  { name: 'Ana Núñez', column: 'title', now: 'Engineer', willBe: 'Chief engineer' },
  { name: 'Ana Núñez', column: 'zip', now: '02134', willBe: '02138' },
  { name: 'Łukasz Żak', column: 'mobile', now: '', willBe: '0170 555 0188' },
];

export const editedPeople = new Set(edits.map(({ name }) => name)).size;

/** The rows with the edits in them. Throws when a cell doesn't hold what the edit takes for granted. */
export function edited(rows: readonly Row[]): Row[] {
  return rows.map((row) => {
    const mine = edits.filter(({ name }) => name === row.name);
    const wrong = mine.find(({ column, now }) => row[column] !== now);
    if (wrong) throw new Error(`${wrong.column} of ${wrong.name} should be "${wrong.now}" in the export`);
    return { ...row, ...Object.fromEntries(mine.map(({ column, willBe }) => [column, willBe])) };
  });
}
