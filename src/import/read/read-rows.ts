// Parses the text of a file into rows: the cells as written, and the line on which each row starts. Rows that are plain can
// be left to another reader.
import { isBlank } from '../../model/read-cell.ts';
import { createBlankRuns } from './blank-runs.ts';
import { UnreadableTextError } from './decode.ts';
import { noBytes } from './decoder.ts';
import { createLineScanner, type RowStart } from './line-scanner.ts';
import { dropPadding } from './padding.ts';
import { createRowParser } from './row-parser.ts';
import type { Dialect } from './sniff-dialect.ts';

export type RawRow = {
  readonly start: RowStart;
  readonly cells: readonly string[];
  /** Whether a blank row is right before it. */
  readonly isAfterBlank: boolean;
};

/** Reads rows that need no parser: see plain-rows.ts. */
export type PlainRows = {
  /**
   * Takes the plain rows from an index on, up to the first row that is not plain.
   *
   * @param from the start of a row
   * @param line the line of that row
   * @returns the index after the last row taken; `from` if none is plain
   */
  take(text: Buffer, from: number, line: number): number;
  /** The line after the last row taken. */
  line(): number;
  /** Whether the row after these may be plain, but the text ends before the row does. */
  isCutOff(): boolean;
};

export type RowReading = {
  /**
   * The rows of each piece of the text, without blank ones. Throws `BadFileError` for a quote that is never closed, for a
   * row over the limit, and for text that can't be read.
   */
  readonly batches: AsyncGenerator<readonly RawRow[], void, undefined>;
  /**
   * From the next piece on, `plain` takes the rows that are plain, and `batches` has only the others. It yields them before
   * `plain` takes the rows below them, and also yields after each piece, without rows if there are none.
   */
  leavePlainRowsTo(plain: PlainRows): void;
};

// The largest valid row has about 0.4 MB: notes of 65,535 characters with 4 bytes each, and 64 KiB of JSON in which every
// second character is a quote and therefore doubled.
const maxRowBytes = 1024 * 1024;

/** How much text of a row that the end of a piece cuts off is kept, to be read with the next piece. */
const maxKeptBytes = 64 * 1024;

/** How many rows are parsed at once where none is plain. Trying each would cost time in files without plain rows. */
const maxRowsAtOnce = 64;

const lf = 0x0a;

export function readRows(text: AsyncIterable<Buffer>, dialect: Dialect): RowReading {
  const scanner = createLineScanner(dialect.delimiter, dialect.line, maxRowBytes);
  const parser = createRowParser(dialect.delimiter);
  const blankRuns = createBlankRuns(dialect.delimiter);
  let plain: PlainRows | null = null;
  /** The start of a row that may be plain. Neither the scanner nor the parser has seen it. */
  let kept = noBytes;
  let isAfterBlank = false;
  /** The lines after runs of blank lines. */
  const afterRuns = new Set<number>();

  const takeRows = (): readonly RawRow[] => {
    const records = parser.take();
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

  /** Parses some rows from an index on. Returns the index after them; the last row may not end with the text. */
  function* parseRows(
    piece: Buffer,
    from: number,
    count: number,
  ): Generator<readonly RawRow[], number, undefined> {
    let to: number;
    try {
      to = scanner.scanRows(piece, from, count);
    } catch (error) {
      // The rows before the bad one are yielded first, however the text is cut: the header decides whether the bot replies
      // about the file.
      if (scanner.rowOffset() > from) parser.write(piece.subarray(from, scanner.rowOffset()));
      if (scanner.rowOffset() > from) parser.flush();
      const before = takeRows();
      if (before.length > 0) yield before;
      throw error;
    }
    parser.write(piece.subarray(from, to));
    return to;
  }

  function skipBlankRun(run: Buffer): void {
    scanner.skipBlankLines(run);
    afterRuns.add(scanner.line());
  }

  function* parse(piece: Buffer): Generator<readonly RawRow[], void, undefined> {
    for (const { text: segment, isBlankRun } of blankRuns.cut(piece)) {
      if (isBlankRun && scanner.isAtRowStart()) skipBlankRun(segment);
      else yield* parseRows(segment, 0, Infinity);
    }
    const rows = takeRows();
    if (rows.length > 0) yield rows;
  }

  /** @returns the index after the rows taken */
  function takePlain(reader: PlainRows, piece: Buffer, from: number): number {
    const to = reader.take(piece, from, scanner.line());
    if (to === from) return from;
    scanner.continueAt(reader.line(), piece[to - 1]!);
    isAfterBlank = false;
    afterRuns.clear();
    return to;
  }

  function* parseBetween(reader: PlainRows, piece: Buffer): Generator<readonly RawRow[], void, undefined> {
    const all = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    kept = noBytes;
    let at = 0;
    let atOnce = 1;
    if (scanner.endsWithCr() && all[0] === lf && scanner.isAtRowStart()) {
      scanner.continueAt(scanner.line(), lf);
      at = 1;
    }
    while (at < all.length) {
      if (scanner.isAtRowStart()) {
        parser.flush();
        const before = takeRows();
        if (before.length > 0) yield before;
        const to = takePlain(reader, all, at);
        if (to > at) atOnce = 1;
        at = to;
        if (at === all.length) break;
        if (reader.isCutOff() && all.length - at <= maxKeptBytes) {
          kept = all.subarray(at);
          break;
        }
        const end = blankRuns.endOf(all, at);
        if (end > at) {
          skipBlankRun(all.subarray(at, end));
          at = end;
          continue;
        }
      }
      at = yield* parseRows(all, at, atOnce);
      atOnce = Math.min(2 * atOnce, maxRowsAtOnce);
    }
    if (scanner.isAtRowStart() && kept.length === 0) parser.flush();
    yield takeRows();
  }

  async function* batches(): AsyncGenerator<readonly RawRow[], void, undefined> {
    let skip = dialect.skip;
    try {
      for await (const piece of text) {
        const table = piece.subarray(skip);
        skip -= piece.length - table.length;
        yield* plain === null ? parse(table) : parseBetween(plain, table);
      }
      yield* parse(kept);
      scanner.end();
      // Ends the last row, if nothing did.
      parser.write(Buffer.from('\n'));
      parser.flush();
      const rows = takeRows();
      if (rows.length > 0) yield rows;
    } catch (error) {
      if (!(error instanceof UnreadableTextError)) throw error;
      yield* parse(kept);
      throw error.toBadFileError(scanner.line());
    } finally {
      parser.destroy();
    }
  }

  return {
    batches: batches(),
    leavePlainRowsTo(reader) {
      plain = reader;
    },
  };
}
