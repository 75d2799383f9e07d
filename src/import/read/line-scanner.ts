// A scan ahead of the CSV parser, for what it doesn't tell: on which line each row starts, quotes that go wrong,
// rows without an end.
//
// It follows the parser's rules: a quote opens a cell only as its first character, two quotes inside are one,
// and every CRLF, LF or CR outside of quotes ends a row.
import { BadFileError } from '../../model/bad-file-error.ts';

/** What the parser doesn't tell about a row. */
export type RowStart = {
  /** Physical line on which it starts. */
  readonly line: number;
  /** A quoted cell goes on after its closing quote, as in `"a"b`. */
  brokenQuote: boolean;
};

export type LineScanner = {
  /** Takes the next text. Throws `WrongFile` for a quote that never closes and for a row over the limit. */
  scan(text: Buffer): void;
  /** Where in the text scanned last the row begins that the scan has reached; 0 when it began before. */
  rowOffset(): number;
  /** To be called after the last text; throws `WrongFile` when a quote is still open. */
  end(): void;
  /** The rows that start in the text scanned so far, blank lines included; each is given once. */
  takeRows(count: number): readonly RowStart[];
  /** Line that the scan has reached. */
  line(): number;
};

const quote = 0x22;
const lf = 0x0a;
const cr = 0x0d;

export function createLineScanner(delimiter: string, firstLine: number, maxRowBytes: number): LineScanner {
  const separator = delimiter.charCodeAt(0);
  let inside = false;
  // What a quote inside of a quoted cell turns out to be is known at the next character.
  let afterQuote = false;
  let openLine = 0;
  let line = firstLine;
  let previous = lf;
  let rowBytes = 0;
  let rowAt = 0;
  let row: RowStart = { line, brokenQuote: false };
  let rows: RowStart[] = [row];

  /** Scans to the end of a row or to `to`, and gives the index after it. */
  function scanRow(text: Buffer, from: number, to: number): number {
    for (let i = from; i < to; i++) {
      const byte = text[i]!;
      if (afterQuote) settleQuote(byte);
      else if (byte === quote) meetQuote(i === 0 ? previous : text[i - 1]!);
      if (byte !== lf && byte !== cr) continue;
      // The LF of a CRLF is part of the line end before it.
      if (byte === lf && (i === 0 ? previous : text[i - 1]!) === cr) continue;
      line++;
      if (inside) continue;
      row = { line, brokenQuote: false };
      rows.push(row);
      return i + 1;
    }
    return to;
  }

  function meetQuote(before: number): void {
    if (inside) afterQuote = true;
    else if (before === separator || before === lf || before === cr) {
      inside = true;
      openLine = line;
    }
  }

  function settleQuote(byte: number): void {
    afterQuote = false;
    if (byte === quote) return;
    inside = false;
    if (byte === separator || byte === lf || byte === cr) return;
    // Rows were swallowed between the two quotes; which ones nobody can tell.
    if (line !== openLine) throw unclosedQuote(openLine, line);
    row.brokenQuote = true;
  }

  return {
    scan(text) {
      rowAt = 0;
      for (let i = 0; i < text.length; ) {
        const started = row;
        const next = scanRow(text, i, Math.min(text.length, i + maxRowBytes - rowBytes));
        rowBytes = row === started ? rowBytes + next - i : 0;
        if (rowBytes >= maxRowBytes) {
          throw inside && !afterQuote ? unclosedQuote(openLine, null) : rowTooLong(row.line, maxRowBytes);
        }
        i = next;
        if (row !== started) rowAt = i;
        previous = text[i - 1]!;
      }
    },
    end() {
      if (inside && !afterQuote) throw unclosedQuote(openLine, null);
    },
    takeRows(count) {
      const taken = rows.slice(0, count);
      rows = rows.slice(count);
      return taken;
    },
    rowOffset: () => rowAt,
    line: () => line,
  };
}

function unclosedQuote(openLine: number, nextLine: number | null): BadFileError {
  const next = nextLine === null ? '' : ` (the next one, on line ${nextLine}, has text after it)`;
  return new BadFileError({
    code: 'quote-unclosed',
    reason: `a quote opened on line ${openLine} is never closed${next}`,
    remedy: 'Mend that line and share the file again.',
    line: openLine,
  });
}

const rowTooLong = (line: number, maxRowBytes: number): BadFileError =>
  new BadFileError({
    code: 'row-too-long',
    reason: `the row on line ${line} is longer than ${maxRowBytes.toLocaleString('en-US')} bytes`,
    remedy: 'Shorten that row, or check that the file is a CSV, and share it again.',
    line,
  });
