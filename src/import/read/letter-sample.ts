// Collects the first cells with letters outside ASCII: whoever looks at them sees whether the encoding is right.
import type { RawRow } from './read-rows.ts';

const limits = { cells: 4, characters: 60 } as const;

const letter = /[^\p{ASCII}ªº]/u;
const word = /\p{L}/u;

export type LetterSample = {
  /** @param changesAt the line from which on the encoding is another one: its first cell is in the sample, too */
  add(rows: readonly RawRow[], changesAt: number | null): void;
  /** Whether no other row changes the sample. */
  isFull(changesAt: number | null): boolean;
  /** Without repetitions. */
  cells(): readonly string[];
};

export function createLetterSample(): LetterSample {
  const cells = new Set<string>();
  /** Cells with symbols only, such as `€`: they tell less. */
  const symbols = new Set<string>();
  let changed: string | null = null;

  function collect({ start, cells: written }: RawRow, changesAt: number | null): void {
    for (const cell of written) {
      if (!letter.test(cell)) continue;
      const text = cell.trim().slice(0, limits.characters);
      const into = word.test(cell.replace(/\p{ASCII}/gu, '')) ? cells : symbols;
      if (changesAt !== null && start.line >= changesAt) changed ??= text;
      if (into.size < limits.cells) into.add(text);
    }
  }

  const isFull = (changesAt: number | null): boolean =>
    cells.size === limits.cells && (changesAt === null || changed !== null);

  return {
    isFull,
    add(rows, changesAt) {
      if (!isFull(changesAt)) for (const row of rows) collect(row, changesAt);
    },
    cells() {
      const found = [...cells, ...symbols].slice(0, limits.cells);
      return changed === null || found.includes(changed) ? found : [...found.slice(0, -1), changed];
    },
  };
}
