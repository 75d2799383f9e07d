// Reads what a member enters into a form, by the same rules as the cells of a file.
import { columns, type Field } from './columns.ts';
import { readCell } from './read-cell.ts';

/** Texts by field. A field that the form didn't have is absent; an empty one is `''`. */
export type FormCells = Readonly<Partial<Record<Field, string>>>;

/** What is wrong, by field, as sentences for the member. */
export type FieldProblems = Readonly<Partial<Record<Field, string>>>;

/** Returns the canonical values (`''` for empty ones), or the problems if there are any. */
export function readFormCells(typed: FormCells): { values: FormCells } | { problems: FieldProblems } {
  const values: Partial<Record<Field, string>> = {};
  const problems: Partial<Record<Field, string>> = {};
  for (const column of columns) {
    // The two ids are not fields; forms never have them, so looking them up finds nothing.
    const field = column.name as Field;
    const text = typed[field];
    if (text === undefined) continue;
    // Postgres can't store this character. A file that contains one is rejected as a whole.
    const value = text.includes('\0')
      ? { problem: `${field} contains the character U+0000, which can't be stored` }
      : readCell(column, text);
    if (typeof value === 'string') values[field] = value;
    else problems[field] = value.problem;
  }
  return Object.keys(problems).length > 0 ? { problems } : { values };
}

/** Whether two texts differ at most in their line ends, which forms change. */
export function isSameIgnoringLineEnds(one: string | null, other: string | null): boolean {
  return normalizeLineEnds(one) === normalizeLineEnds(other);
}

const normalizeLineEnds = (text: string | null): string => (text ?? '').replace(/\r\n?/g, '\n');
