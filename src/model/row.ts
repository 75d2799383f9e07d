// One data row of an uploaded file, after each of its cells was checked.
import type { ColumnName } from './columns.ts';
import type { DamageKind } from './plan.ts';

/**
 * A cell in its canonical form: text in NFC and without whitespace around it, an email as its bare address, a boolean as
 * `true` or `false`, an integer in plain digits, JSON as written. `''` is an empty cell. `null` is a cell that doesn't exist, because the file doesn't
 * have the column or because the row is too short.
 */
export type Cell = string | null;

/** Why a row is left out. `column` is absent if the problem is about the row as a whole. */
export type Problem = {
  readonly column?: ColumnName;
  /** The sentence for the member, without the line number: `email "nope" is not a valid address`. */
  readonly text: string;
};

/** Identifies a row of an earlier import, which this row fixes: the id of that import and the line in its file. */
export type ImportRef = { readonly importId: number; readonly line: number };

/** A cell whose text in the file is not simply its value. */
export type CellMark = {
  /** `organization`: the name of the organization. */
  readonly column: ColumnName | 'organization';
  /** The text in the file: if the end user has exactly this value, the cell was not edited. */
  readonly text: string;
  /** Why the text is not a value. */
  readonly damage?: DamageKind;
  /** Whether the text says that the cell is to be emptied. */
  readonly clears?: true;
  /** Whether the text contains several addresses, of which the first is the value. */
  readonly hasMore?: true;
};

export type RowAction = 'archive' | 'restore';

export type CheckedRow = {
  /** The line of the file on which the row starts; the first line is 1. */
  readonly line: number;
  /** One cell for each of the 21 columns, in the order of `columns`. */
  readonly cells: readonly Cell[];
  /** What is wrong with the row. A row with any problem is left out as a whole. */
  readonly problems: readonly Problem[];
  readonly ref: ImportRef | null;
  /** `null` if there are none. */
  readonly marks: readonly CellMark[] | null;
  /** The name of the organization as written; `null` if the row has none. */
  readonly organization: string | null;
  /** What is to be done with the end user besides changing cells; `null`: nothing. */
  readonly action: RowAction | null;
  /** Whether the name was put together from parts, and one of them is blank: it must not replace a whole name. */
  readonly isNamePartial: boolean;
  /** Whether the row is unlike the others, as totals and footers are. It has a problem that says so. */
  readonly isOdd: boolean;
  /** The cells as uploaded, in the columns of the file; `null` if `cells` is enough to restore them. */
  readonly uploaded: readonly string[] | null;
};
