// From the text of a file to its rows: cells as they are written, with the line on which each row starts.
import { type Parser, parse } from 'csv-parse';
import type { Position } from './decode.ts';
import { createTextScanner } from './scan-text.ts';
import type { Dialect } from './sniff-dialect.ts';

export type RawRow = {
  /** Physical line of the file on which the row starts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quoted cell goes on after its closing quote, as in `"a"b`. */
  readonly brokenQuote: boolean;
};

// The largest row that can be right has about 0.8 MB (65,535 characters of 4 bytes, each quote doubled, and more).
const maxRowBytes = 1024 * 1024;

/**
 * Yields the rows of each piece of `text` that aren't blank. Keeps `position.line` at the line reached.
 * Throws `WrongFile` for a quote that never closes and for a row over the limit.
 */
export async function* readRows(
  text: AsyncIterable<Buffer>,
  dialect: Dialect,
  position: Position,
): AsyncGenerator<readonly RawRow[], void, undefined> {
  const scanner = createTextScanner(dialect.delimiter, dialect.line, maxRowBytes);
  let rows: RawRow[] = [];
  let start = 0;
  const parser: Parser = parse({
    delimiter: dialect.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    on_record(cells: string[], { bytes }) {
      const line = scanner.lineAt(start);
      const brokenQuote = scanner.brokenQuoteBefore(bytes);
      start = bytes;
      if (!cells.every(isBlank)) rows.push({ line, cells, brokenQuote });
      // For a row whose length is not that of the first, csv-parse builds an error with a stack and a copy of the
      // row even when told to relax, 30 µs each. With no record counted yet, each row is the first one.
      Object.assign(parser.info, { records: 0 });
      // Nothing goes through the parser's object stream, which would cost as much as the checks.
      return null;
    },
  });
  parser.on('error', () => {});
  parser.resume();
  let skip = dialect.skip;
  try {
    for await (const piece of text) {
      const table = piece.subarray(skip);
      skip -= piece.length - table.length;
      scanner.scan(table);
      position.line = scanner.line();
      await write(parser, table);
      if (rows.length > 0) yield rows;
      rows = [];
    }
    scanner.end();
    await end(parser);
    if (rows.length > 0) yield rows;
  } finally {
    parser.destroy();
  }
}

/** True for a cell without anything but white space. */
export const isBlank = (cell: string): boolean => cell === '' || cell.trim() === '';

const write = (parser: Parser, piece: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.write(piece, (error) => (error ? reject(error) : resolve()));
  });

const end = (parser: Parser): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.once('error', reject);
    parser.end(resolve);
  });
