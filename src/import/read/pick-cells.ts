// Chooses among the cells of a row with the same meaning: the first one that is filled, in order of preference.
import { isBlank } from '../../model/read-cell.ts';
import type { ColumnLayout } from './column-layout.ts';

export type CellPicker = {
  /** @returns the row with the chosen cells in the places of the best columns; the same array if nothing was chosen */
  pick(written: readonly string[]): readonly string[];
  /** In how many rows so far each of the other columns was filled and differed from the chosen cell. */
  readonly differs: ReadonlyMap<number, number>;
};

export function createCellPicker({ substitutes }: ColumnLayout): CellPicker {
  const differs = new Map<number, number>();
  const isFilled = (text: string | undefined): text is string => text !== undefined && !isBlank(text);

  function pick(written: readonly string[]): readonly string[] {
    let picked: string[] | null = null;
    for (const { at, others } of substitutes) {
      const from = [at, ...others].find((candidate) => isFilled(written[candidate]));
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
