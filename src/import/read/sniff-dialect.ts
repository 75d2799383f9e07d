// Which delimiter a file has, decided on its first part: the one that gives a header that we know.
import { parse } from 'csv-parse/sync';
import { headerMeanings, normalizeHeader } from '../../model/header-names.ts';

export type Dialect = {
  readonly delimiter: string;
  /** Bytes of text before the table, those of Excel's `sep=;` line. */
  readonly skip: number;
  /** Line on which the table starts. */
  readonly line: number;
};

/** How much text `sniffDialect` wants to see. */
export const sniffBytes = 64 * 1024;

/** In the order in which they win when several give the same header. */
export const delimiters = [',', ';', '\t', '|'];

// Excel writes and reads such a first line. A letter, a digit or a quote can't be a delimiter.
const separatorLine = /^"?sep=([^\p{L}\p{N}"\r\n])"?[,;\t|]*(?:\r\n|\n|\r|$)/iu;

/** `head`: the first text of a file, UTF-8 without byte-order mark. Never fails; the header is checked later. */
export function sniffDialect(head: Buffer): Dialect {
  const named = separatorLine.exec(head.toString('utf8', 0, 32));
  const skip = named ? Buffer.byteLength(named[0]) : 0;
  const table = head.subarray(skip, sniffBytes);
  // Only an ASCII delimiter, because the reading compares single bytes.
  const preferred = named && named[1]! < '\x7f' ? [named[1]!] : [];
  let best = { delimiter: preferred[0] ?? ',', known: 0 };
  for (const delimiter of [...preferred, ...delimiters]) {
    const known = countKnown(table, delimiter);
    if (known > best.known) best = { delimiter, known };
  }
  return { delimiter: best.delimiter, skip, line: named ? 2 : 1 };
}

function countKnown(table: Buffer, delimiter: string): number {
  try {
    const [header] = parse(table, {
      delimiter,
      to: 1,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_records_with_empty_values: true,
    });
    return new Set((header ?? []).map(normalizeHeader).filter((key) => headerMeanings.has(key))).size;
  } catch {
    // A quote that isn't closed with this delimiter.
    return 0;
  }
}
