// One data row of an uploaded file, after its cells were checked one by one.
import type { ColumnName } from './columns.ts';

/**
 * A cell in its canonical form: text as it is stored, an e-mail trimmed, a boolean as `true` or `false`,
 * an integer in plain digits, JSON as written. `''` is a cell that is there and empty, `null` one that the
 * file or the (short) row doesn't have.
 */
export type Cell = string | null;

/** Why a row is left out. `column` is missing where the reason is the row as a whole. */
export type Problem = {
  readonly column?: ColumnName;
  /** The sentence for the member, without the line number: `e-mail "nope" is no address`. */
  readonly text: string;
};

/** The row of an earlier problem file that this row mends: import id and line there. */
export type ImportRef = { readonly importId: number; readonly line: number };

export type CheckedRow = {
  /** Line of the file on which the row starts; the first line of the file is 1. */
  readonly line: number;
  /** One cell for each of the 21 columns, in their order. */
  readonly cells: readonly Cell[];
  /** What is wrong with single cells; a row with any is left out as a whole. */
  readonly problems: readonly Problem[];
  readonly ref: ImportRef | null;
  /** The cells as uploaded, in the file's own columns; `null` where they can be told from `cells`. */
  readonly uploaded: readonly string[] | null;
};
