// Decides for each column of a file how the cells of plain rows are read, or that the file has no plain rows.
import { numberColumns } from '../../model/cell-damage.ts';
import { type Column, type ColumnName, columns } from '../../model/columns.ts';
import type { ColumnLayout } from './column-layout.ts';

/** How a cell is judged. Numbers, since they are compared for each cell. */
export const ways = {
  text: 0,
  /** A phone, an extension, or a zip. */
  number: 1,
  /** One of few words. */
  word: 2,
  id: 3,
  email: 4,
  /** Only by its text. */
  other: 5,
  organization: 6,
  /** Not read: only the cells as uploaded have it. */
  ignored: 7,
  /** Read in a way that plain rows don't know: empty in these. */
  empty: 8,
} as const;

type KnownColumn = Column & { readonly name: ColumnName };

export type PlainColumn = {
  readonly way: number;
  /** By whose rules the cell is read; null if it is ignored or empty. */
  readonly column: KnownColumn | null;
  /** The index of its cell among the canonical ones; -1 if it has none. */
  readonly to: number;
};

/** @returns null if rows of this layout can't be plain */
export function findPlainColumns(layout: ColumnLayout): readonly PlainColumn[] | null {
  // Names in parts and columns of custom fields are put together, and files of organizations are small.
  if (layout.isOfOrganizations || layout.nameParts.length > 0 || layout.customFields.length > 0) return null;
  const hidden = new Set([
    ...layout.substitutes.flatMap(({ others }) => others),
    layout.action,
    layout.ref,
    layout.problem,
  ]);
  const name: KnownColumn = columns.find((column) => column.name === 'name')!;
  return Array.from({ length: layout.count }, (_, at): PlainColumn => {
    const read = layout.columns.find((column) => column.at === at);
    if (read) return { way: wayOf(read.column), column: read.column, to: read.to };
    if (hidden.has(at)) return { way: ways.empty, column: null, to: -1 };
    // Names of organizations are judged like those of people.
    if (at === layout.organization) return { way: ways.organization, column: name, to: -1 };
    return { way: ways.ignored, column: null, to: -1 };
  });
}

function wayOf({ name, kind }: Column): number {
  if (numberColumns.has(name)) return ways.number;
  if (kind === 'id' || kind === 'integer') return ways.id;
  if (kind === 'boolean') return ways.word;
  if (kind === 'email') return ways.email;
  return kind === 'text' ? ways.text : ways.other;
}
