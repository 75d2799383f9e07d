// A format that is not CSV: how it is recognized by its first bytes, and how its owner gets a CSV from it.
import type { BadFileCode } from '../../model/bad-file-error.ts';

/** The start of a file: its bytes, and its text as far as it is text. */
export type Head = {
  readonly bytes: Buffer;
  /** Without a byte-order mark and leading white space. Bytes that are not UTF-8 don't matter for any format. */
  readonly text: string;
};

export type Format = {
  readonly code: BadFileCode;
  /** Completes "it is …, not a CSV file". */
  readonly name: string;
  readonly remedy: string;
  readonly matches: (head: Head) => boolean;
};

export const remedies = {
  spreadsheet:
    'Open it in your spreadsheet program, save it as "CSV UTF-8 (comma delimited)", and share that file.',
  numbers: 'Open it in Numbers, choose File → Export To → CSV…, and share that file.',
  document:
    'If it contains a table, copy the table into your spreadsheet program, save it there as "CSV UTF-8 (comma delimited)", and share that file.',
  picture:
    'Share the table itself, not a picture of it: save it in your spreadsheet program as "CSV UTF-8 (comma delimited)".',
  pdf: 'Export the table as CSV where the PDF was made, and share that file.',
  archive: 'Unpack it and share the CSV file inside.',
  database: 'Export the table with the people as CSV from its database program, and share that file.',
  other: 'Share a CSV file: a table saved as "CSV UTF-8 (comma delimited)".',
} as const;

export const format = (
  code: BadFileCode,
  name: string,
  remedy: string,
  matches: Format['matches'],
): Format => ({ code, name, remedy, matches });
