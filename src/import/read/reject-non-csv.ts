// Rejects files that are not CSV, which it recognizes by their first bytes, and tells the member what to do instead.
import { type BadFileCode, BadFileError } from '../../model/bad-file-error.ts';
import { looksLikeHtml } from '../../model/looks-like-html.ts';

const saveAsCsv =
  'Open it in your spreadsheet program, save it as "CSV UTF-8 (comma delimited)", and share that file.';
const shareCsv = 'Share a CSV file: a table saved as "CSV UTF-8 (comma delimited)".';
const unpack = 'Unpack it and share the CSV file inside.';

type Format = {
  readonly code: BadFileCode;
  readonly reason: string;
  readonly remedy: string;
  readonly matches: (head: Buffer) => boolean;
};

const startsWith =
  (...signature: readonly number[]) =>
  (head: Buffer): boolean =>
    signature.every((byte, i) => head[i] === byte);

const startsWithText =
  (text: string) =>
  (head: Buffer): boolean =>
    head.toString('latin1', 0, text.length) === text;

const isZip = startsWith(0x50, 0x4b, 0x03, 0x04);
const isZipWith =
  (...names: readonly string[]) =>
  (head: Buffer): boolean =>
    isZip(head) && names.some((name) => head.includes(name, 0, 'latin1'));

const binary = (kind: string, matches: Format['matches'], remedy = shareCsv): Format => ({
  code: 'binary',
  reason: `it is ${kind}, not a CSV file`,
  remedy,
  matches,
});

const spreadsheet = (kind: string, matches: Format['matches']): Format => ({
  code: 'spreadsheet',
  reason: `it is ${kind}, not a CSV file`,
  remedy: saveAsCsv,
  matches,
});

/** In UTF-16 text with Latin letters, half of the bytes are NUL, all of them on the same side of the pairs. */
function looksLikeUtf16(head: Buffer): boolean {
  const nuls = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) nuls[at % 2]!++;
  return Math.max(...nuls) > head.length / 4 && Math.min(...nuls) < head.length / 100;
}

/** The first format that matches counts. */
const formats: readonly Format[] = [
  spreadsheet('an Excel workbook', isZipWith('[Content_Types].xml', 'xl/', '_rels/')),
  spreadsheet('an OpenDocument spreadsheet', isZipWith('opendocument.spreadsheet')),
  spreadsheet('a Numbers spreadsheet', isZipWith('Index/')),
  spreadsheet('an old Excel workbook', startsWith(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)),
  binary('a zip archive', isZip, unpack),
  binary('a gzip archive', startsWith(0x1f, 0x8b), unpack),
  binary('a PDF', startsWithText('%PDF-')),
  binary('a picture', startsWith(0x89, 0x50, 0x4e, 0x47)),
  binary('a picture', startsWith(0xff, 0xd8, 0xff)),
  binary('a picture', startsWithText('GIF8')),
  binary('a rich text document', startsWithText('{\\rtf')),
  {
    code: 'html',
    reason: 'it is a web page, not a CSV file',
    remedy: shareCsv,
    matches: looksLikeHtml,
  },
  {
    code: 'spreadsheet',
    reason: 'it is an XML or HTML table, not a CSV file',
    remedy: saveAsCsv,
    matches: (head) => /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|table|workbook)\b/i.test(head.toString('latin1')),
  },
  {
    code: 'utf-16-unmarked',
    reason: 'it is UTF-16 text without a byte-order mark',
    remedy: saveAsCsv,
    matches: (head) => !startsWith(0xff, 0xfe)(head) && !startsWith(0xfe, 0xff)(head) && looksLikeUtf16(head),
  },
];

/** How many of the first bytes `rejectNonCsv` looks at. */
export const nonCsvHeadBytes = 4096;

/** Throws `BadFileError` if the first bytes of a file are those of a format that is not plain text. */
export function rejectNonCsv(start: Buffer): void {
  const head = start.subarray(0, nonCsvHeadBytes);
  const format = formats.find(({ matches }) => matches(head));
  if (format) throw new BadFileError(format);
}
