// Finds out how a row is written for COPY: where the cells go in the text, and what is around them. Asks the function that
// writes rows, with rows that differ in one cell, so that the form is defined only there.
import { type Column, columns } from '../../model/columns.ts';
import type { CheckedRow } from '../../model/row.ts';

/** Writes a row as text for COPY, with the line feed at its end. */
export type EncodeRow = (row: CheckedRow) => string;

/** What goes into the text of a row: its line, the name of its organization, its cells as uploaded, or one of `cells`. */
export type Slot = 'line' | 'organization' | 'uploaded' | number;

export type CopyForm = {
  /** In the order of the text. `before`: the text between the slot before and this one. `absent`: what stands for nothing. */
  readonly slots: readonly { readonly slot: Slot; readonly before: string; readonly absent: string }[];
  /** The text after the last slot. */
  readonly after: string;
};

const row: CheckedRow = {
  line: 1,
  cells: columns.map(() => null),
  problems: [],
  ref: null,
  marks: null,
  organization: null,
  action: null,
  isNamePartial: false,
  isOdd: false,
  uploaded: null,
};

const samples: Partial<Record<Column['kind'], string>> = {
  id: '7',
  integer: '7',
  boolean: 'true',
  email: 'a@example.com',
  emails: 'a@example.com',
  json: '{}',
};

/**
 * @param present the indexes of the cells that the rows have
 * @returns null if a cell is not written as it is, or not only once
 */
export function findCopyForm(encode: EncodeRow, present: readonly number[]): CopyForm | null {
  const fieldsOf = (change: Partial<CheckedRow>): readonly string[] =>
    encode({ ...row, ...change })
      .replace(/\n$/, '')
      .split('\t');
  const withCell = (at: number, text: string): Partial<CheckedRow> => ({ cells: row.cells.with(at, text) });
  const fields = fieldsOf({});

  /** The only field that differs, if it is this text. */
  function findField(change: Partial<CheckedRow>, text: string): number | null {
    const changed = fieldsOf(change);
    const differing = changed.flatMap((field, i) => (field === fields[i] ? [] : [i]));
    const [at] = differing;
    return at !== undefined && differing.length === 1 && changed[at] === text ? at : null;
  }

  const found: { slot: Slot; at: number | null; absent: string }[] = [
    { slot: 'line', at: findField({ line: 12_345 }, '12345'), absent: '' },
    { slot: 'organization', at: findField({ organization: 'a' }, 'a'), absent: '' },
    { slot: 'uploaded', at: findField({ uploaded: ['a'] }, '["a"]'), absent: '' },
    ...present.map((index) => {
      const sample = samples[columns[index]!.kind] ?? 'a';
      const at = findField(withCell(index, sample), sample);
      return { slot: index, at, absent: at === null ? '' : fieldsOf(withCell(index, ''))[at]! };
    }),
  ];
  if (found.some(({ at }) => at === null)) return null;
  const slots: { slot: Slot; before: string; absent: string }[] = [];
  let before = '';
  fields.forEach((field, i) => {
    if (i > 0) before += '\t';
    const here = found.find(({ at }) => at === i);
    if (!here) before += field;
    else {
      slots.push({ slot: here.slot, before, absent: typeof here.slot === 'number' ? here.absent : field });
      before = '';
    }
  });
  return { slots, after: `${before}\n` };
}
