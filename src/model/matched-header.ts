// The header of an uploaded file, matched with the known columns. Plain data: it can be kept as JSON.
import type { ColumnName } from './columns.ts';
import type { IgnoredColumn } from './plan.ts';

export type MatchedHeader = {
  /** Line of the file on which the header starts. */
  readonly line: number;
  /** The headers as they are in the file. */
  readonly header: readonly string[];
  /**
   * `columns[i]` is the column that `header[i]` names, or a part of which it names (`name` for a first name);
   * null for a column that is ignored and for those of a problem file.
   */
  readonly columns: readonly (ColumnName | null)[];
  readonly ignored: readonly IgnoredColumn[];
};
