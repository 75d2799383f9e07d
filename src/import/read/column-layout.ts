// Compiles a header into the layout of its rows: which cell of a row belongs to which column.
import { type Column, type ColumnName, columns } from '../../model/columns.ts';
import { findKnownHeader, type HeaderMeaning, meaningKey, type NamePart } from '../../model/header-names.ts';
import type { ColumnRead, MatchedHeader } from '../../model/matched-header.ts';

/** The same for all rows of a file. Numbers are indexes of cells in a row of the file. */
export type ColumnLayout = {
  /** The cells that are read: `at` in the row of the file, `to` in the canonical cells. */
  readonly columns: readonly { readonly at: number; readonly to: number; readonly column: KnownColumn }[];
  /** The first, middle, and last name, in this order, as far as the file has them. */
  readonly nameParts: readonly { readonly at: number; readonly part: NamePart }[];
  /** The column with the name of the organization; -1 if the file has none. */
  readonly organization: number;
  /** The columns that are keys of `custom_fields`. */
  readonly customFields: readonly { readonly at: number; readonly key: string; readonly isJson: boolean }[];
  /**
   * Other columns with the meaning of `at`, the better ones first: they are read where `at` is blank or damaged. `column` is
   * the one whose values they have.
   */
  readonly substitutes: readonly {
    readonly at: number;
    readonly others: readonly number[];
    readonly column: Column;
  }[];
  /** The `action` column; -1 if the file has none. */
  readonly action: number;
  /** The `import_ref` column; -1 if the file has none. */
  readonly ref: number;
  /** The `problem` column; -1 if the file has none. */
  readonly problem: number;
  /** The columns that can't be restored from the canonical cells. */
  readonly ignored: readonly number[];
  /** Whether the rows are about organizations. */
  readonly isOfOrganizations: boolean;
  /** The number of columns in the header. */
  readonly count: number;
};

type KnownColumn = Column & { readonly name: ColumnName };

export function layOutColumns(matched: MatchedHeader): ColumnLayout {
  const reads = matched.reads ?? readsOfVersion010(matched);
  const best = new Map<string, number[]>();
  for (const { at, meaning } of reads) {
    const key = meaningKey(meaning);
    best.set(key, [...(best.get(key) ?? []), at]);
  }
  const first = reads.filter(({ at, meaning }) => best.get(meaningKey(meaning))![0] === at);
  const find = (use: HeaderMeaning['use']): number =>
    first.find(({ meaning }) => meaning.use === use)?.at ?? -1;
  const parts = ['first', 'middle', 'last'] as const;
  const restorable = new Set(
    first.flatMap(({ at, meaning: { use } }) =>
      use === 'column' || use === 'import-ref' || use === 'problem' ? [at] : [],
    ),
  );
  return {
    columns: first
      .toSorted((a, b) => a.at - b.at)
      .flatMap(({ at, meaning }) => {
        if (meaning.use !== 'column') return [];
        const to = columns.findIndex((column) => column.name === meaning.column);
        return [{ at, to, column: columns[to]! }];
      }),
    nameParts: parts.flatMap((part) =>
      first.flatMap(({ at, meaning }) =>
        meaning.use === 'name-part' && meaning.part === part ? [{ at, part }] : [],
      ),
    ),
    organization: find('organization'),
    customFields: first.flatMap(({ at, meaning }) =>
      meaning.use === 'custom-field' ? [{ at, key: meaning.key, isJson: meaning.isJson === true }] : [],
    ),
    substitutes: first.flatMap(({ at, meaning }) => {
      const others = best.get(meaningKey(meaning))!.slice(1);
      return others.length > 0 ? [{ at, others, column: columnOf(meaning) }] : [];
    }),
    action: find('action'),
    ref: find('import-ref'),
    problem: find('problem'),
    // Without the two columns of a problem file: the next problem file has new values in them.
    ignored: [...matched.header.keys()].filter((at) => !restorable.has(at)),
    isOfOrganizations: matched.subject === 'organizations',
    count: matched.header.length,
  };
}

/** The column by whose rules cells with this meaning are judged: names of organizations are like those of people. */
const columnOf = (meaning: HeaderMeaning): Column =>
  columns.find(({ name }) => name === (meaning.use === 'column' ? meaning.column : 'name'))!;

/** Version 0.1.0 stored which columns it read, and had no two with one meaning. */
function readsOfVersion010({ header, columns: read }: MatchedHeader): ColumnRead[] {
  return header.flatMap((text, at): ColumnRead[] => {
    const meaning = findKnownHeader(text)?.meaning;
    const column = read[at];
    if (meaning?.use === 'import-ref' || meaning?.use === 'problem') return [{ at, meaning, by: 'name' }];
    if (!column) return [];
    const isPart = meaning?.use === 'name-part' && column === 'name';
    return [{ at, meaning: isPart ? meaning : { use: 'column', column }, by: 'name' }];
  });
}
