// Chooses among the cells of a row with the same meaning: the first one that is filled with a value, in order of preference.
import { findCellDamage } from '../../model/cell-damage.ts';
import type { Column } from '../../model/columns.ts';
import { isBlank } from '../../model/read-cell.ts';
import { unquote } from '../../model/unquote.ts';
import type { ColumnLayout } from './column-layout.ts';
import { isOrdinary } from './read-uploaded-cell.ts';

export type CellPicker = {
  /** @returns the row with the chosen cells in the places of the best columns; the same array if nothing was chosen */
  pick(written: readonly string[]): readonly string[];
  /** In how many rows so far each of the other columns was filled and differed from the chosen cell. */
  readonly differs: ReadonlyMap<number, number>;
};

export function createCellPicker(
  { substitutes }: ColumnLayout,
  unprotect: (text: string) => string,
): CellPicker {
  const differs = new Map<number, number>();
  const isFilled = (text: string | undefined): text is string => text !== undefined && !isBlank(text);
  const isValue = (text: string, column: Column): boolean =>
    isOrdinary(text, column) ||
    column.kind === 'id' ||
    findCellDamage(column, unquote(text, unprotect(text))) === null;

  function pick(written: readonly string[]): readonly string[] {
    let picked: string[] | null = null;
    for (const { at, others, column } of substitutes) {
      const filled = [at, ...others].filter((candidate) => isFilled(written[candidate]));
      // A damaged cell is listed only if no column has the value.
      const from = filled.find((candidate) => isValue(written[candidate]!, column)) ?? filled[0];
      if (from === undefined) continue;
      const chosen = written[from]!;
      for (const other of others) {
        const text = written[other];
        if (isFilled(text) && text.trim() !== chosen.trim())
          differs.set(other, (differs.get(other) ?? 0) + 1);
      }
      if (from === at) continue;
      picked ??= written.slice();
      picked[at] = chosen;
    }
    return picked ?? written;
  }

  return { pick, differs };
}
