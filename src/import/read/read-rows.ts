// Parses the text of a file into rows: the cells as written, and the line on which each row starts.
import { Readable } from 'node:stream';
import { Parser } from 'csv-parse';
import { isBlank } from '../../model/read-cell.ts';
import { createBlankRunCutter } from './blank-runs.ts';
import { UnreadableTextError } from './decode.ts';
import { createLineScanner, type RowStart } from './line-scanner.ts';
import { dropPadding } from './padding.ts';
import type { Dialect } from './sniff-dialect.ts';

export type RawRow = {
  readonly start: RowStart;
  readonly cells: readonly string[];
  /** Whether a blank row is right before it. */
  readonly isAfterBlank: boolean;
};

// The largest valid row has about 0.4 MB: notes of 65,535 characters with 4 bytes each, and 64 KiB of JSON in which every
// second character is a quote and therefore doubled.
const maxRowBytes = 1024 * 1024;

/**
 * Yields the rows of each piece of `text`, without blank ones. Throws `BadFileError` for a quote that is never closed, for
 * a row over the limit, and for text that can't be read.
 */
export async function* readRows(
  text: AsyncIterable<Buffer>,
  dialect: Dialect,
): AsyncGenerator<readonly RawRow[], void, undefined> {
  const scanner = createLineScanner(dialect.delimiter, dialect.line, maxRowBytes);
  const { parser, takeRecords } = createParser(dialect.delimiter);
  const cutAtBlankRuns = createBlankRunCutter(dialect.delimiter);
  let skip = dialect.skip;
  let isAfterBlank = false;
  /** The lines after runs of blank lines. */
  const afterRuns = new Set<number>();

  const takeRows = (): readonly RawRow[] => {
    const records = takeRecords();
    // The scanner and the parser find the same rows, so the n-th row of one is the n-th row of the other.
    const starts = scanner.takeRows(records.length);
    const rows: RawRow[] = [];
    for (let i = 0; i < records.length; i++) {
      const record = records[i]!;
      const cells = dialect.padding === null ? record : dropPadding(record, dialect.padding);
      const start = starts[i]!;
      if (cells.every(isBlank)) {
        isAfterBlank = true;
        continue;
      }
      if (afterRuns.size > 0 && afterRuns.delete(start.line)) isAfterBlank = true;
      rows.push({ start, cells, isAfterBlank });
      isAfterBlank = false;
    }
    return rows;
  };

  try {
    for await (const piece of text) {
      const table = piece.subarray(skip);
      skip -= piece.length - table.length;
      for (const { text: segment, isBlankRun } of cutAtBlankRuns(table)) {
        if (isBlankRun && scanner.isAtRowStart()) {
          scanner.skipBlankLines(segment);
          afterRuns.add(scanner.line());
          continue;
        }
        try {
          scanner.scan(segment);
        } catch (error) {
          // The rows before the bad one are yielded first, however the text is cut: the header decides whether the bot
          // replies about the file.
          if (scanner.rowOffset() > 0) await endParser(parser, segment.subarray(0, scanner.rowOffset()));
          const before = takeRows();
          if (before.length > 0) yield before;
          throw error;
        }
        await writeToParser(parser, segment);
      }
      const rows = takeRows();
      if (rows.length > 0) yield rows;
    }
    scanner.end();
    await endParser(parser);
    const rows = takeRows();
    if (rows.length > 0) yield rows;
  } catch (error) {
    throw error instanceof UnreadableTextError ? error.toBadFileError(scanner.line()) : error;
  } finally {
    parser.destroy();
  }
}

/** `takeRecords` removes and returns the records that were parsed since the last call. */
function createParser(delimiter: string): { parser: Parser; takeRecords: () => readonly string[][] } {
  let records: string[][] = [];
  const parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
  });
  // Collects the records directly: the parser's object stream would cost as much time as all checks together.
  parser.push = (record: string[] | null): boolean => {
    if (record === null) return Readable.prototype.push.call(parser, null);
    records.push(record);
    // For a row with another length than the first, csv-parse creates an error with a stack and a copy of the row, even
    // with relax_column_count, which takes 30 µs each. With the count at 0, each row is taken for the first one.
    Object.assign(parser.info, { records: 0 });
    return true;
  };
  parser.on('error', () => {});
  parser.resume();
  const takeRecords = () => {
    const taken = records;
    records = [];
    return taken;
  };
  return { parser, takeRecords };
}

const writeToParser = (parser: Parser, piece: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.write(piece, (error) => (error ? reject(error) : resolve()));
  });

const endParser = (parser: Parser, last: Buffer = Buffer.alloc(0)): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.once('error', reject);
    parser.end(last, resolve);
  });
