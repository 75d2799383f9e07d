// The line scanner: reads the text ahead of the CSV parser to find what the parser doesn't report, which is the line on
// which each row starts, broken and unclosed quotes, and rows that never end.
//
// It follows the parser's rules: a quote opens a cell only as its first character, two quotes inside are one quote, and
// every CRLF, LF, or CR outside quotes ends a row.
import { BadFileError } from '../../model/bad-file-error.ts';

/** What the parser doesn't report about a row. */
export type RowStart = {
  /** The physical line on which the row starts. */
  readonly line: number;
  /** Whether a quoted cell continues after its closing quote, as in `"a"b`. */
  brokenQuote: boolean;
};

export type LineScanner = {
  /** Scans the next piece of text. Throws `BadFileError` for a quote that is never closed and for a row over the limit. */
  scan(text: Buffer): void;
  /**
   * Scans the text from an index on, up to the end of so many rows. Throws as `scan` does.
   *
   * @returns the index after these rows; the length of the text if it ends before
   */
  scanRows(text: Buffer, from: number, count: number): number;
  /**
   * Continues at the start of a row, after rows that were found otherwise and are not given to the parser.
   *
   * @param line the line of that row
   * @param before the byte before that row
   */
  continueAt(line: number, before: number): void;
  /** Whether the next text begins a row: blank lines there may be skipped. */
  isAtRowStart(): boolean;
  /** Scans lines without quotes, which begin a row and are not given to the parser. */
  skipBlankLines(text: Buffer): void;
  /** Whether the text so far ends with a CR, so that an LF may follow that belongs to it. */
  endsWithCr(): boolean;
  /** The offset of the current row in the text scanned last; where that scan began if the row started earlier. */
  rowOffset(): number;
  /** To be called after the last piece. Throws `BadFileError` if a quote is still open. */
  end(): void;
  /** Removes and returns the next `count` rows that start in the text scanned so far, including blank lines. */
  takeRows(count: number): readonly RowStart[];
  /** The line that the scan has reached. */
  line(): number;
};

const quote = 0x22;
const lf = 0x0a;
const cr = 0x0d;

/**
 * @param firstLine the line number of the first text
 * @param maxRowBytes the limit for the length of a row
 */
export function createLineScanner(delimiter: string, firstLine: number, maxRowBytes: number): LineScanner {
  const separator = delimiter.charCodeAt(0);
  let isQuoted = false;
  // The character after a quote inside a quoted cell decides whether that quote closes the cell.
  let isAfterQuote = false;
  let openLine = 0;
  let line = firstLine;
  let previous = lf;
  let rowBytes = 0;
  let rowOffset = 0;
  let row: RowStart = { line, brokenQuote: false };
  let rows: RowStart[] = [row];

  /** Scans to the end of a row, or to `to` if that comes first, and returns the index after it. */
  function scanRow(text: Buffer, from: number, to: number): number {
    for (let i = from; i < to; i++) {
      const byte = text[i]!;
      if (isAfterQuote) finishQuote(byte);
      else if (byte === quote) startQuote(i === 0 ? previous : text[i - 1]!);
      if (byte !== lf && byte !== cr) continue;
      // The LF of a CRLF belongs to the line end that the CR already counted as.
      if (byte === lf && (i === 0 ? previous : text[i - 1]!) === cr) continue;
      line++;
      if (isQuoted) continue;
      row = { line, brokenQuote: false };
      rows.push(row);
      return byte === cr && text[i + 1] === lf ? i + 2 : i + 1;
    }
    return to;
  }

  function startQuote(before: number): void {
    if (isQuoted) isAfterQuote = true;
    else if (before === separator || before === lf || before === cr) {
      isQuoted = true;
      openLine = line;
    }
  }

  function finishQuote(byte: number): void {
    isAfterQuote = false;
    if (byte === quote) return;
    isQuoted = false;
    if (byte === separator || byte === lf || byte === cr) return;
    // Rows between the two quotes became part of the cell, and which rows these are can't be determined.
    if (line !== openLine) throw unclosedQuoteError(openLine, line);
    row.brokenQuote = true;
  }

  function scanRows(text: Buffer, from: number, count: number): number {
    rowOffset = from;
    let i = from;
    for (let left = count; i < text.length && left > 0; ) {
      const started = row;
      const next = scanRow(text, i, Math.min(text.length, i + maxRowBytes - rowBytes));
      rowBytes = row === started ? rowBytes + next - i : 0;
      if (rowBytes >= maxRowBytes) {
        throw isQuoted && !isAfterQuote
          ? unclosedQuoteError(openLine, null)
          : rowTooLongError(row.line, maxRowBytes);
      }
      i = next;
      previous = text[i - 1]!;
      if (row === started) continue;
      rowOffset = i;
      left--;
    }
    return i;
  }

  return {
    scan: (text) => void scanRows(text, 0, Infinity),
    scanRows,
    continueAt(at, before) {
      line = at;
      previous = before;
      row = { line, brokenQuote: false };
      rows[rows.length - 1] = row;
    },
    end() {
      if (isQuoted && !isAfterQuote) throw unclosedQuoteError(openLine, null);
    },
    takeRows(count) {
      const taken = rows.slice(0, count);
      rows = rows.slice(count);
      return taken;
    },
    isAtRowStart: () => !isQuoted && (previous === lf || previous === cr),
    skipBlankLines(text) {
      for (const byte of text) {
        if (byte === cr || (byte === lf && previous !== cr)) line++;
        previous = byte;
      }
      row = { line, brokenQuote: false };
      rows[rows.length - 1] = row;
    },
    endsWithCr: () => previous === cr,
    rowOffset: () => rowOffset,
    line: () => line,
  };
}

function unclosedQuoteError(openLine: number, nextLine: number | null): BadFileError {
  const next = nextLine === null ? '' : ` (the next quote, on line ${nextLine}, has text after it)`;
  return new BadFileError({
    code: 'quote-unclosed',
    reason: `the quote opened on line ${openLine} is never closed${next}`,
    remedy: 'Fix that line and share the file again.',
    line: openLine,
  });
}

const rowTooLongError = (line: number, maxRowBytes: number): BadFileError =>
  new BadFileError({
    code: 'row-too-long',
    reason: `the row on line ${line} is longer than ${maxRowBytes.toLocaleString('en-US')} bytes`,
    remedy: 'Shorten that row, or check that the file really is a CSV file, and share it again.',
    line,
  });
