// Formats that are recognized by the signature in their first bytes.
//
// Sources: https://en.wikipedia.org/wiki/List_of_file_signatures, and for what is inside of compound files [MS-CFB].
import { type Format, format, type Head, remedies } from './format.ts';

const startsWith =
  (signature: string, at = 0) =>
  ({ bytes }: Head): boolean =>
    bytes.toString('latin1', at, at + signature.length) === signature;

const isZip = startsWith('PK\x03\x04');

/** The names of the files in an archive are readable, even if their contents are compressed. */
const isZipWith =
  (...names: readonly string[]) =>
  (head: Head): boolean =>
    isZip(head) && names.some((name) => head.bytes.includes(name, 0, 'latin1'));

const isCompound = startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');

/** The names of the streams in a compound file are UTF-16. `signature`: at the start of the first sector. */
const isCompoundWith =
  (stream: string, signature?: string) =>
  (head: Head): boolean =>
    isCompound(head) &&
    (head.bytes.includes(stream, 0, 'utf16le') ||
      (signature !== undefined && startsWith(signature, 512)(head)));

const isMedia =
  (...brands: readonly string[]) =>
  (head: Head): boolean =>
    startsWith('ftyp', 4)(head) && brands.some((brand) => startsWith(brand, 8)(head));

const binary = (name: string, remedy: string, ...any: readonly Format['matches'][]): Format =>
  format('binary', name, remedy, (head) => any.some((matches) => matches(head)));

const spreadsheet = (
  name: string,
  matches: Format['matches'],
  remedy: string = remedies.spreadsheet,
): Format => format('spreadsheet', name, remedy, matches);

const protectedRemedy =
  'Open it with its password, save it as "CSV UTF-8 (comma delimited)", and share that file.';
const mailRemedy = 'If the mail has the CSV file attached, save the attachment and share that file.';

/** The first format that matches counts. */
export const binaryFormats: readonly Format[] = [
  binary('a Word document', remedies.document, isZipWith('word/')),
  binary('a PowerPoint presentation', remedies.document, isZipWith('ppt/')),
  spreadsheet('an OpenDocument spreadsheet', isZipWith('opendocument.spreadsheet')),
  binary(
    'an OpenDocument document',
    remedies.document,
    isZipWith('opendocument.text', 'opendocument.presentation', 'opendocument.graphics'),
  ),
  binary('a Keynote presentation', remedies.document, isZipWith('Index/Slide', 'Index/MasterSlide')),
  spreadsheet('a Numbers spreadsheet', isZipWith('Index/'), remedies.numbers),
  spreadsheet('an Excel workbook', isZipWith('[Content_Types].xml', 'xl/', '_rels/')),
  binary('an e-book', remedies.document, isZipWith('application/epub+zip')),
  binary('a zip archive', remedies.archive, isZip, startsWith('PK\x05\x06')),
  spreadsheet('an Office file with a password', isCompoundWith('EncryptedPackage'), protectedRemedy),
  binary('an old Word document', remedies.document, isCompoundWith('WordDocument', '\xec\xa5')),
  binary(
    'an Outlook mail',
    mailRemedy,
    isCompoundWith('__substg1.0'),
    isCompoundWith('__properties_version1.0'),
  ),
  binary('an old PowerPoint presentation', remedies.document, isCompoundWith('PowerPoint Document')),
  spreadsheet('an old Excel workbook', isCompound),
  spreadsheet('an old Excel workbook', startsWith('\x09\x08\x10\x00')),
  binary('a gzip archive', remedies.archive, startsWith('\x1f\x8b')),
  binary(
    'an archive',
    remedies.archive,
    startsWith('7z\xbc\xaf\x27\x1c'),
    startsWith('Rar!\x1a\x07'),
    startsWith('BZh91AY&SY'),
    startsWith('\xfd7zXZ\0'),
    startsWith('\x28\xb5\x2f\xfd'),
    startsWith('ustar', 257),
  ),
  binary('a PDF', remedies.pdf, startsWith('%PDF-')),
  binary(
    'a picture',
    remedies.picture,
    startsWith('\x89PNG'),
    startsWith('\xff\xd8\xff'),
    startsWith('GIF8'),
    (head) => startsWith('RIFF')(head) && startsWith('WEBP', 8)(head),
    startsWith('II*\0'),
    startsWith('MM\0*'),
    (head) => startsWith('BM')(head) && startsWith('\0\0\0\0', 6)(head),
    isMedia('heic', 'heix', 'mif1', 'avif'),
  ),
  binary(
    'a video',
    remedies.other,
    isMedia('mp4', 'isom', 'qt', 'M4V', 'iso', 'avc'),
    startsWith('\x1aE\xdf\xa3'),
  ),
  binary('a rich text document', remedies.document, startsWith('{\\rtf')),
  binary('a SQLite database', remedies.database, startsWith('SQLite format 3\0')),
  binary(
    'an Access database',
    remedies.database,
    startsWith('Standard Jet DB', 4),
    startsWith('Standard ACE DB', 4),
  ),
  binary(
    'a mailbox of Outlook',
    'Export the contacts from Outlook as CSV, and share that file.',
    startsWith('!BDN'),
  ),
  binary('a Parquet file', remedies.database, startsWith('PAR1')),
  binary('an Apple property list', remedies.other, startsWith('bplist0')),
];
