// Reads the columns of a file as a member chose, and keeps the values that the form for it shows.
import { type ChosenColumns, choicesFor, cutText, meaningOfChoice } from '../../model/chosen-columns.ts';
import { type KnownHeader, meaningKey } from '../../model/header-names.ts';
import { type ColumnRead, sampleLimits } from '../../model/matched-header.ts';
import type { IgnoredColumn } from '../../model/plan.ts';
import { unprotectCell } from '../../model/spreadsheet-safe.ts';

export type Match = ColumnRead & { readonly precision: KnownHeader['precision'] };

/** `isRemembered`: chosen for an earlier file with the same header. */
export type FoundChoice = { readonly columns: ChosenColumns; readonly isRemembered: boolean };

/**
 * @param found how the columns would be read otherwise; this still counts for the columns that a problem file adds, and for
 *   those about which nothing was said
 */
export function applyChosen(
  found: readonly Match[],
  header: readonly string[],
  columns: ChosenColumns,
): Match[] {
  return choicesFor(columns, header).flatMap((as, at): Match[] => {
    const match = found.find((candidate) => candidate.at === at);
    const isOfProblemFile = match?.meaning.use === 'import-ref' || match?.meaning.use === 'problem';
    if (as === undefined || isOfProblemFile) return match ? [match] : [];
    const meaning = meaningOfChoice(as, header, at);
    if (meaning === null) return [];
    // Of several columns with one meaning, those that are called so come first.
    const isKnown = match !== undefined && meaningKey(match.meaning) === meaningKey(meaning);
    return [{ at, meaning, by: 'choice', precision: isKnown ? match.precision : 'general' }];
  });
}

/** A member who chose that a column is not read needs no hint what it could be. */
export const withoutHints = (
  ignored: readonly IgnoredColumn[],
  reads: readonly ColumnRead[],
): IgnoredColumn[] =>
  ignored.map((column) =>
    reads.some((read) => read.at === column.at) ? column : { at: column.at!, header: column.header },
  );

/** The first different values of each column. */
export function sampleCells(
  header: readonly string[],
  cellsOf: (at: number) => readonly string[],
): string[][] {
  const shorten = (cell: string): string => cutText(unprotectCell(cell).trim(), sampleLimits.characters);
  return header
    .slice(0, sampleLimits.columns)
    .map((_, at) => [...new Set(cellsOf(at).map(shorten))].slice(0, sampleLimits.values));
}
