// What a member types into a form, held to the same rules as the cells of a file.
import { columns, type Field } from './columns.ts';
import { readCell } from './read-cell.ts';

/** By field; a field that the form didn't have is missing, one that is empty is `''`. */
export type FormCells = Readonly<Partial<Record<Field, string>>>;

/** What is wrong with fields, as sentences for the member. */
export type FieldProblems = Readonly<Partial<Record<Field, string>>>;

/** Canonical values (`''` for none), or the problems when there is any. */
export function readFormCells(typed: FormCells): { values: FormCells } | { problems: FieldProblems } {
  const values: Partial<Record<Field, string>> = {};
  const problems: Partial<Record<Field, string>> = {};
  for (const column of columns) {
    const field = column.name as Field;
    const text = typed[field];
    if (text === undefined) continue;
    // A file with one is refused as a whole; Postgres has no place for it.
    const value = text.includes('\0')
      ? { problem: `${field} holds the character U+0000, which can't be kept` }
      : readCell(column, text);
    if (typeof value === 'string') values[field] = value;
    else problems[field] = value.problem;
  }
  return Object.keys(problems).length > 0 ? { problems } : { values };
}

/** Whether two texts are the same but for the way in which their lines end: forms have one of their own. */
export function isSameIgnoringLineEnds(one: string | null, other: string | null): boolean {
  return withOneLineEnd(one) === withOneLineEnd(other);
}

const withOneLineEnd = (text: string | null): string => (text ?? '').replace(/\r\n?/g, '\n');
