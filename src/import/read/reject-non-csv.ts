// Files that are no CSV, told by their first bytes, each with what to do instead.
import { type BadFileCode, BadFileError } from '../../model/bad-file-error.ts';

const saveAsCsv =
  'Open it in the spreadsheet program, save it as "CSV UTF-8 (comma delimited)", and share that file.';
const shareCsv = 'Share a CSV file: a table saved as "CSV UTF-8 (comma delimited)".';

type Foreign = {
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
const zipWith =
  (...names: readonly string[]) =>
  (head: Buffer): boolean =>
    isZip(head) && names.some((name) => head.includes(name, 0, 'latin1'));

const binary = (kind: string, matches: Foreign['matches'], remedy = shareCsv): Foreign => ({
  code: 'binary',
  reason: `it is ${kind}, no CSV`,
  remedy,
  matches,
});

const spreadsheet = (kind: string, matches: Foreign['matches']): Foreign => ({
  code: 'spreadsheet',
  reason: `it is ${kind}, no CSV`,
  remedy: saveAsCsv,
  matches,
});

/** Half of UTF-16 text in Latin letters is NULs, and all of them on one side of the pairs. */
function looksLikeUtf16(head: Buffer): boolean {
  const nuls = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) nuls[at % 2]!++;
  return Math.max(...nuls) > head.length / 4 && Math.min(...nuls) < head.length / 100;
}

const foreign: readonly Foreign[] = [
  spreadsheet('an Excel workbook', zipWith('[Content_Types].xml', 'xl/', '_rels/')),
  spreadsheet('an OpenDocument spreadsheet', zipWith('opendocument.spreadsheet')),
  spreadsheet('a Numbers spreadsheet', zipWith('Index/')),
  spreadsheet('an old Excel workbook', startsWith(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)),
  binary('a zip archive', isZip, 'Unpack it and share the CSV file in it.'),
  binary('a gzip archive', startsWith(0x1f, 0x8b), 'Unpack it and share the CSV file in it.'),
  binary('a PDF', startsWithText('%PDF-')),
  binary('a picture', startsWith(0x89, 0x50, 0x4e, 0x47)),
  binary('a picture', startsWith(0xff, 0xd8, 0xff)),
  binary('a picture', startsWithText('GIF8')),
  binary('a rich text document', startsWithText('{\\rtf')),
  {
    code: 'html',
    reason: 'a web page came instead of the file',
    remedy: 'Share the CSV file itself once more. If this repeats, the app may lack the right to read files.',
    // No comment can be read as two ways, or a file of nothing but comments takes for ever.
    matches: (head) =>
      /^(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(
        head.toString('latin1'),
      ),
  },
  {
    code: 'spreadsheet',
    reason: 'it is an XML or HTML table, no CSV',
    remedy: saveAsCsv,
    matches: (head) => /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|table|workbook)\b/i.test(head.toString('latin1')),
  },
  {
    code: 'utf-16-unmarked',
    reason: 'it is UTF-16 text without the byte-order mark that would tell so',
    remedy: saveAsCsv,
    matches: (head) => !startsWith(0xff, 0xfe)(head) && !startsWith(0xfe, 0xff)(head) && looksLikeUtf16(head),
  },
];

/** How many first bytes `refuseForeign` looks at. */
export const nonCsvHeadBytes = 4096;

/** Throws `WrongFile` when the first bytes of a file are those of something else than text. */
export function rejectNonCsv(start: Buffer): void {
  const head = start.subarray(0, nonCsvHeadBytes);
  const found = foreign.find((kind) => kind.matches(head));
  if (found) throw new BadFileError(found);
}
