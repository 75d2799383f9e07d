// Collects what the plan says about how a file was read: rows that are not people, and columns that differ.
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { RowsByLine } from '../../model/plan.ts';
import type { RawRow } from './read-rows.ts';
import type { RowShape } from './row-shape.ts';

/** How many lines are named. */
const namedLines = 5;

export type ReadingFacts = {
  note(row: RawRow, shape: RowShape): void;
  /** The header with everything that was noted so far. */
  header(): MatchedHeader;
};

/** @param differs see `CellPicker` */
export function createReadingFacts(
  header: MatchedHeader,
  differs: ReadonlyMap<number, number>,
): ReadingFacts {
  const found = { skip: { rows: 0, lines: [] as number[] }, odd: { rows: 0, lines: [] as number[] } };
  const orNone = ({ rows, lines }: RowsByLine) => (rows === 0 ? undefined : { rows, lines });
  return {
    note({ start }, shape) {
      if (shape === 'row') return;
      const rows = found[shape];
      rows.rows += 1;
      if (rows.lines.length < namedLines) rows.lines.push(start.line);
    },
    header() {
      const skippedRows = orNone(found.skip);
      const oddRows = orNone(found.odd);
      return {
        ...header,
        ...(skippedRows && { skippedRows }),
        ...(oddRows && { oddRows }),
        ignored: header.ignored.map((column) => {
          const rows = differs.get(column.at ?? -1);
          return rows === undefined ? column : { ...column, differs: rows };
        }),
      };
    },
  };
}
