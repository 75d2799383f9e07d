// The rows that are left out of an import, as they were uploaded, to be mended and shared again.
import { isAscii } from 'node:buffer';
import { type Options, stringify } from 'csv-stringify/sync';
import { byteOrderMark } from '../../model/byte-order-mark.ts';
import { headerMeanings, normalizeHeader } from '../../model/header-names.ts';
import { writeImportRef } from '../../model/import-ref.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { ImportRef } from '../../model/row.ts';
import { protectCell } from '../../model/spreadsheet-safe.ts';

export type ProblemRow = {
  readonly line: number;
  /** The cells in the file's own columns. */
  readonly uploaded: readonly string[];
  /** All that is wrong with the row. */
  readonly problem: string;
  /** The row of an earlier problem file that it was meant to mend. */
  readonly ref?: ImportRef | null;
};

const format: Options = {
  record_delimiter: 'windows',
  // Without this, a record delimiter that is set leaves a lone CR or LF in a cell without quotes.
  quote_record_delimiter: true,
  cast: { string: protectCell },
};

// About 1 ms of work: other requests are answered between two such pieces.
const rowsAtOnce = 100;

/**
 * Yields the bytes of the file: UTF-8 with byte-order mark, CRLF. `seen.nonAscii` tells at the end whether the mark
 * (its first 3 bytes) is wanted.
 *
 * `import_ref` and `problem` come first: they are seen without scrolling, and behind them a row keeps the very
 * cells that it was uploaded with, also when they are too many.
 */
export async function* writeProblemFile(
  { header }: MatchedHeader,
  importId: number,
  batches: AsyncIterable<readonly ProblemRow[]> | Iterable<readonly ProblemRow[]>,
  seen = { nonAscii: false },
): AsyncGenerator<Buffer, void, undefined> {
  const own = header.map(isOwn);
  const toCells = ({ line, uploaded, problem, ref }: ProblemRow): string[] => [
    // A row that was mended in vain is still the row of the first problem file, and keeps its reference.
    writeImportRef(ref ?? { importId, line }),
    problem,
    ...uploaded.filter((_, at) => !own[at]),
  ];
  const write = (rows: readonly (readonly string[])[]): Buffer => {
    const text = Buffer.from(stringify([...rows], format));
    seen.nonAscii ||= !isAscii(text);
    return text;
  };

  yield byteOrderMark;
  yield write([['import_ref', 'problem', ...header.filter((_, at) => !own[at])]]);
  for await (const batch of batches) {
    for (let at = 0; at < batch.length; at += rowsAtOnce) {
      yield write(batch.slice(at, at + rowsAtOnce).map(toCells));
    }
  }
}

/** `july_problems.csv` for `july.csv`, and for `july_problems (1).csv` too. */
export function problemFileName(uploaded: string): string {
  const base = uploaded.replace(/\.[a-z]{1,5}$/i, '').replace(/_problems\b.*$/, '');
  return `${base}_problems.csv`;
}

function isOwn(text: string): boolean {
  const use = headerMeanings.get(normalizeHeader(text))?.use;
  return use === 'import-ref' || use === 'problem';
}
