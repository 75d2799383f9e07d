// What the bot tells a member privately about a file that nobody addressed, so that the member can have it imported.
import type { BadFileCode, BadFileError } from './bad-file-error.ts';
import type { ColumnName } from './columns.ts';
import { isSpreadsheetName } from './file-share.ts';
import { meaningKey } from './header-names.ts';
import type { MatchedHeader } from './matched-header.ts';

/** Stored as JSON. */
export type FileOffer =
  /** It looks like end users. `rows` counts them; null if the file was not read to the end. */
  | {
      readonly kind: 'people';
      readonly rows: number | null;
      /** Whether the rows name organizations. */
      readonly hasOrganizations?: true;
    }
  /** An app or a workflow posted it, so a member has to import it. Said in the file's thread, to everyone. */
  | { readonly kind: 'app' }
  /** It can't be imported as it is. `reason` is the sentence for the member. */
  | { readonly kind: 'refused'; readonly reason: string };

/** How many days after a file was shared a member can still have the bot take it. */
export const takeableDays = 14;

/** Whether it has a name or an email, and at least one other known column. */
export function looksLikePeople({ reads = [], columns }: MatchedHeader): boolean {
  return hasPeople(columns) && new Set(reads.map(({ meaning }) => meaningKey(meaning))).size > 1;
}

/** Slack doesn't let the app read the file, so nobody can know whether it was meant for the bot. */
export const isRefusedBySlack = (code: BadFileCode): boolean =>
  code === 'missing-scope' || code === 'access-denied';

/** Whether the member should hear, privately, why their file can't be read. */
export function isWorthTelling(
  fileName: string,
  { code, columns, hasPeople: mayBePeople }: BadFileError,
): boolean {
  if (isRefusedBySlack(code)) return true;
  if (code === 'spreadsheet' || code === 'external' || isSpreadsheetName(fileName)) return true;
  if (hasPeople(columns) && columns.length > 1) return true;
  // Prose has addresses and numbers, too.
  return mayBePeople && !/\.txt$/i.test(fileName);
}

/** Whether a failure of Slack or of the installation is reported in the thread although nobody addressed the file. */
export const isReportedAloud = (fileName: string): boolean =>
  !/\.txt$/i.test(fileName) && !isSpreadsheetName(fileName);

const hasPeople = (columns: readonly (ColumnName | null)[]): boolean =>
  columns.includes('name') || columns.includes('email');
