// The header of an uploaded file, matched with the known columns. Plain data, since it is stored as JSON.
import type { ColumnName } from './columns.ts';
import type { HeaderMeaning } from './header-names.ts';
import type { ColumnsChosen, IgnoredColumn, RowsByLine } from './plan.ts';

/** What the rows of a file are about; absent in stored data: end users. */
export type FileSubject = 'organizations';

export type MatchedHeader = {
  /** Absent for end users. */
  readonly subject?: FileSubject;
  /** The line of the file on which the header starts; the first line is 1. */
  readonly line: number;
  /** How many lines above it are not read; 0 if all of them are blank. Absent in headers of version 0.1.0. */
  readonly linesAbove?: number;
  /** The header cells as they are in the file. */
  readonly header: readonly string[];
  /**
   * `columns[i]` is the column that `header[i]` fills. A name part such as "First name" fills `name`. `null`: a column
   * that is not read, or one of the two that a problem file adds (`import_ref`, `problem`).
   */
  readonly columns: readonly (ColumnName | null)[];
  /**
   * How the columns are read. Of several with the same meaning, the better one comes first: in each row, the first one
   * that is filled counts. Absent in headers of version 0.1.0, which had no such columns.
   */
  readonly reads?: readonly ColumnRead[];
  /** Up to three values of each column, shortened, so that a member can say what they are. */
  readonly samples?: readonly (readonly string[])[];
  /** Who chose how the columns are read; absent if nobody did. */
  readonly chosen?: ColumnsChosen;
  /** Rows that say nothing, such as repeated headers. */
  readonly skippedRows?: RowsByLine;
  /** Rows that are most likely not end users, such as totals. They are left out. */
  readonly oddRows?: RowsByLine;
  /** The columns that are not read, or only where a better one with the same meaning is empty. */
  readonly ignored: readonly IgnoredColumn[];
};

export type ColumnRead = {
  /** The index of the column in the file. */
  readonly at: number;
  readonly meaning: HeaderMeaning;
  /** What the meaning was found by: the name of the column, the cells below it, or a member who chose it. */
  readonly by: 'name' | 'content' | 'choice';
};

/** How many values of how many columns a form shows; the characters are those of one value. */
export const sampleLimits = { columns: 1000, values: 3, characters: 60 } as const;
