// Joins the columns with the parts of a name.
import { findCellDamage } from '../../model/cell-damage.ts';
import { clearsCell } from '../../model/clears-cell.ts';
import { type Column, columns } from '../../model/columns.ts';
import type { NamePart } from '../../model/header-names.ts';
import type { CellMark } from '../../model/row.ts';
import { unquote } from '../../model/unquote.ts';
import type { ColumnLayout } from './column-layout.ts';

const nameColumn: Column = columns.find(({ name }) => name === 'name')!;

export type JoinedName = {
  readonly name: string;
  readonly isPartial: boolean;
  /** Of the first part that is not a value. */
  readonly damage: CellMark['damage'] | null;
};

/** Joins the first, middle, and last name; `null` if all of them are blank. */
export function joinName(
  nameParts: ColumnLayout['nameParts'],
  written: readonly string[],
  unprotect: (text: string) => string,
): JoinedName | null {
  if (nameParts.length === 0) return null;
  const filled = nameParts.flatMap(({ at, part }) => {
    const text = unquote(written[at] ?? '', unprotect(written[at] ?? ''));
    return text === '' || clearsCell(text) ? [] : [{ text, part }];
  });
  if (filled.length === 0) return null;
  const has = (name: NamePart): boolean => filled.some(({ part }) => part === name);
  const damages = filled.map(({ text }) => findCellDamage(nameColumn, text));
  return {
    name: filled.map(({ text }) => text).join(' '),
    isPartial: !has('first') || !has('last'),
    damage: damages.find((damage) => damage !== null) ?? null,
  };
}
