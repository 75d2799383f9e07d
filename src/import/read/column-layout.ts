// Compiles a header into the layout of its rows: which cell of a row belongs to which column.
import { type Column, type ColumnName, columns } from '../../model/columns.ts';
import { headerMeanings, normalizeHeader } from '../../model/header-names.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';

/** The same for all rows of a file. Numbers are indexes of cells in a row of the file. */
export type ColumnLayout = {
  /** The cells that are read: `at` in the row of the file, `to` in the canonical cells. */
  readonly columns: readonly { readonly at: number; readonly to: number; readonly column: KnownColumn }[];
  /** The first, middle, and last name, in this order, as far as the file has them. */
  readonly nameParts: readonly number[];
  /** The `import_ref` column; -1 if the file has none. */
  readonly ref: number;
  /** The `problem` column; -1 if the file has none. */
  readonly problem: number;
  /** The columns that can't be restored from the canonical cells. */
  readonly ignored: readonly number[];
  /** The number of columns in the header. */
  readonly count: number;
};

type KnownColumn = Column & { readonly name: ColumnName };

export function layOutColumns({ header, columns: matched }: MatchedHeader): ColumnLayout {
  const meanings = header.map((text) => headerMeanings.get(normalizeHeader(text)));
  const isNamePart = (at: number): boolean => meanings[at]?.use === 'name-part';
  const all = [...header.keys()];
  const parts = ['first', 'middle', 'last'] as const;
  return {
    columns: all.flatMap((at) => {
      const to = columns.findIndex((column) => column.name === matched[at]);
      return to === -1 || isNamePart(at) ? [] : [{ at, to, column: columns[to]! }];
    }),
    nameParts: parts.flatMap((part) =>
      all.filter((at) => {
        const meaning = meanings[at];
        return matched[at] !== null && meaning?.use === 'name-part' && meaning.part === part;
      }),
    ),
    ref: meanings.findIndex((meaning) => meaning?.use === 'import-ref'),
    problem: meanings.findIndex((meaning) => meaning?.use === 'problem'),
    // Without the two columns of a problem file: the next problem file has new values in them.
    ignored: all.filter(
      (at) => matched[at] === null && meanings[at]?.use !== 'import-ref' && meanings[at]?.use !== 'problem',
    ),
    count: header.length,
  };
}
