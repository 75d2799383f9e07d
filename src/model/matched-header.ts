// The header of an uploaded file, matched with the known columns. Plain data, since it is stored as JSON.
import type { ColumnName } from './columns.ts';
import type { IgnoredColumn } from './plan.ts';

export type MatchedHeader = {
  /** The line of the file on which the header starts; the first line is 1. */
  readonly line: number;
  /** The header cells as they are in the file. */
  readonly header: readonly string[];
  /**
   * `columns[i]` is the column that `header[i]` means. A name part such as "First name" means `name`. `null`: an
   * ignored column, or one of the two that a problem file adds (`import_ref`, `problem`).
   */
  readonly columns: readonly (ColumnName | null)[];
  /** The columns that are not read. */
  readonly ignored: readonly IgnoredColumn[];
};
