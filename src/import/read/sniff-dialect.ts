// Detects the delimiter of a file from its first bytes: the one that yields the most known column names.
import { parse } from 'csv-parse/sync';
import { headerMeanings, normalizeHeader } from '../../model/header-names.ts';

export type Dialect = {
  readonly delimiter: string;
  /** The number of bytes before the table: those of Excel's `sep=;` line, if there is one. */
  readonly skip: number;
  /** The line on which the table starts. */
  readonly line: number;
};

/** How many bytes of text `sniffDialect` looks at. */
export const sniffBytes = 64 * 1024;

/** In order of preference, for headers that are the same with several delimiters. */
export const delimiters = [',', ';', '\t', '|'];

// Excel reads and writes such a first line. A letter, a digit, or a quote can't be a delimiter.
const separatorLine = /^"?sep=([^\p{L}\p{N}"\r\n])"?[,;\t|]*(?:\r\n|\n|\r|$)/iu;

/**
 * Never fails: the header is checked later.
 *
 * @param head the start of the text, in UTF-8 without a byte-order mark
 */
export function sniffDialect(head: Buffer): Dialect {
  const separator = separatorLine.exec(head.toString('utf8', 0, 32));
  const skip = separator ? Buffer.byteLength(separator[0]) : 0;
  const table = head.subarray(skip, sniffBytes);
  // Only an ASCII delimiter, since the line scanner compares single bytes.
  const preferred = separator && separator[1]! < '\x7f' ? [separator[1]!] : [];
  let best = { delimiter: preferred[0] ?? ',', known: 0 };
  for (const delimiter of [...preferred, ...delimiters]) {
    const known = countKnownHeaders(table, delimiter);
    if (known > best.known) best = { delimiter, known };
  }
  return { delimiter: best.delimiter, skip, line: separator ? 2 : 1 };
}

function countKnownHeaders(table: Buffer, delimiter: string): number {
  try {
    const [header] = parse(table, {
      delimiter,
      to: 1,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_records_with_empty_values: true,
    });
    const keys = (header ?? []).map(normalizeHeader);
    return new Set(keys.filter((key) => headerMeanings.has(key))).size;
  } catch {
    // With this delimiter, a quote is never closed.
    return 0;
  }
}
