// Writes the problem file: the left-out rows of an import as they were uploaded, for the member to fix and share again.
import { isAscii } from 'node:buffer';
import { type Options, stringify } from 'csv-stringify/sync';
import { byteOrderMark } from '../../model/byte-order-mark.ts';
import { findKnownHeader } from '../../model/header-names.ts';
import { digestCells, writeImportRef } from '../../model/import-ref.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { ImportRef } from '../../model/row.ts';
import { protectCell, quotedCell } from '../../model/spreadsheet-safe.ts';

export type ProblemRow = {
  readonly line: number;
  /** The cells as uploaded, in the columns of the file. */
  readonly uploaded: readonly string[];
  /** Everything that is wrong with the row. */
  readonly problem: string;
  /** Whether the problem can't be seen in the cells: then only a changed row counts as fixed. */
  readonly isHidden?: boolean;
  /** The row of an earlier problem file that this row was meant to fix. */
  readonly ref?: ImportRef | null;
};

const format: Options = {
  record_delimiter: 'windows',
  // With `record_delimiter` set, cells with a lone CR or LF would not be quoted without this.
  quote_record_delimiter: true,
  quoted_match: quotedCell,
  cast: { string: protectCell },
};

// About 1 ms of work: other requests are answered between two such pieces.
const batchSize = 100;

/**
 * Yields the bytes of the file: UTF-8 with a byte-order mark, lines ended by CRLF. Only a file with non-ASCII characters
 * should keep the mark (its first 3 bytes); `stats.nonAscii` is set by the end.
 *
 * `import_ref` and `problem` are the first columns: members see them without scrolling, and the cells after them are
 * exactly the uploaded ones, even if a row has too many.
 */
export async function* writeProblemFile(
  { header }: MatchedHeader,
  importId: number,
  batches: AsyncIterable<readonly ProblemRow[]> | Iterable<readonly ProblemRow[]>,
  stats = { nonAscii: false },
): AsyncGenerator<Buffer, void, undefined> {
  const isAdded = header.map(isAddedColumn);
  const toCells = ({ line, uploaded, problem, isHidden, ref }: ProblemRow): string[] => {
    const cells = uploaded.filter((_, at) => !isAdded[at]);
    // A row that is still wrong keeps the reference that it got in the first problem file.
    return [
      writeImportRef(ref ?? { importId, line }, isHidden ? digestCells(cells) : undefined),
      problem,
      ...cells,
    ];
  };
  const write = (rows: readonly (readonly string[])[]): Buffer => {
    const text = Buffer.from(stringify([...rows], format));
    stats.nonAscii ||= !isAscii(text);
    return text;
  };

  yield byteOrderMark;
  yield write([['import_ref', 'problem', ...header.filter((_, at) => !isAdded[at])]]);
  for await (const batch of batches) {
    for (let at = 0; at < batch.length; at += batchSize) {
      yield write(batch.slice(at, at + batchSize).map(toCells));
    }
  }
}

/** Returns `july_problems.csv` for `july.csv` and for `july_problems (1).csv`. */
export function problemFileName(uploaded: string): string {
  const base = uploaded.replace(/\.[a-z]{1,5}$/i, '').replace(/_problems\b.*$/, '');
  return `${base}_problems.csv`;
}

/** Whether it is one of the two columns that a problem file adds. */
function isAddedColumn(text: string): boolean {
  const use = findKnownHeader(text)?.meaning.use;
  return use === 'import-ref' || use === 'problem';
}
