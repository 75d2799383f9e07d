// Finds where the table of a file begins, and its delimiter: the line and the delimiter with the most known columns.
import { parse } from 'csv-parse/sync';
import { findKnownHeader, meaningKey } from '../../model/header-names.ts';
import { findPadding } from './padding.ts';

export type Dialect = {
  readonly delimiter: string;
  /** Another delimiter that ends the header, so that it is dropped at the end of each row. */
  readonly padding: string | null;
  /** The number of bytes before the header: those of Excel's `sep=;` line, of titles, and of comments. */
  readonly skip: number;
  /** The line on which the header starts, or the first line of a file without one. */
  readonly line: number;
  /** How many lines before the header are not read; 0 if all of them are blank. */
  readonly linesAbove: number;
  /** Whether `sniffDialect` saw the whole text. */
  readonly isWhole: boolean;
};

/** How many bytes of text `sniffDialect` looks at. */
export const sniffBytes = 64 * 1024;

/** In order of preference, for headers that are the same with several delimiters. */
export const delimiters = [',', ';', '\t', '|'];

/** How far down the header may be. */
const searchedLines = 20;

// Excel reads and writes such a first line. A letter, a digit, or a quote can't be a delimiter.
const separatorLine = /^"?sep=([^\p{L}\p{N}"\r\n])"?[,;\t|]*(?:\r\n|\n|\r|$)/iu;

/** A line of the text: where it starts and ends, in bytes, and its number. */
type Line = {
  readonly start: number;
  readonly end: number;
  readonly number: number;
  readonly isBlank: boolean;
};

/**
 * Never fails: the header is checked later.
 *
 * @param head the start of the text, in UTF-8 without a byte-order mark
 */
export function sniffDialect(head: Buffer): Dialect {
  const text = head.subarray(0, sniffBytes);
  const separator = separatorLine.exec(text.toString('utf8', 0, 32));
  const lines = firstLines(text, separator ? Buffer.byteLength(separator[0]) : 0, separator ? 2 : 1);
  // Only an ASCII delimiter, since the line scanner compares single bytes.
  const preferred = separator && separator[1]! < '\x7f' ? [separator[1]!] : [];
  let best = { delimiter: preferred[0] ?? ',', header: lines[0]!, known: 0 };
  for (const header of lines) {
    if (header.isBlank) continue;
    for (const delimiter of [...preferred, ...delimiters]) {
      if (mostCells(text, header, delimiter) <= best.known) continue;
      const known = countKnownHeaders(text.subarray(header.start), delimiter);
      if (known > best.known) best = { delimiter, header, known };
    }
  }
  const above = lines.slice(0, lines.indexOf(best.header));
  return {
    delimiter: best.delimiter,
    padding: findPadding(text.toString('utf8', best.header.start, best.header.end), best.delimiter),
    skip: best.header.start,
    line: best.header.number,
    linesAbove: above.every(({ isBlank }) => isBlank) ? 0 : above.length,
    isWhole: head.length < sniffBytes,
  };
}

function firstLines(text: Buffer, start: number, number: number): readonly [Line, ...Line[]] {
  const lines: Line[] = [];
  let at = start;
  do {
    const end = text.subarray(at).findIndex((byte) => byte === 0x0a || byte === 0x0d);
    const next =
      end === -1 ? text.length : at + end + (text[at + end] === 0x0d && text[at + end + 1] === 0x0a ? 2 : 1);
    const isBlank = text.toString('utf8', at, next).trim() === '';
    lines.push({ start: at, end: next, number: number + lines.length, isBlank });
    at = next;
  } while (at < text.length && lines.length < searchedLines);
  return lines as [Line, ...Line[]]; // the loop runs at least once
}

/** How many cells the row that begins on this line has at most: parsing takes much longer than looking for the delimiter. */
function mostCells(text: Buffer, { start, end }: Line, delimiter: string): number {
  const line = text.toString('utf8', start, end);
  // A quoted cell may go on on other lines.
  if (line.includes('"')) return text.includes(delimiter, start) ? Number.POSITIVE_INFINITY : 1;
  return line.split(delimiter).length;
}

function countKnownHeaders(table: Buffer, delimiter: string): number {
  try {
    const [header] = parse(table, {
      delimiter,
      to: 1,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    const meanings = (header ?? []).flatMap((cell) => findKnownHeader(cell)?.meaning ?? []);
    return new Set(meanings.map(meaningKey)).size;
  } catch {
    // With this delimiter, a quote is never closed.
    return 0;
  }
}
