// Files that a member shared in one Slack message.
import type { Instructions } from './instructions.ts';
import type { RowAction } from './row.ts';

export type SharedFile = {
  /** Slack's file id, `F…`. */
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Slack's `mimetype` and `filetype`, as far as Slack sent them. */
  readonly types: readonly string[];
};

export type FileShare = {
  readonly workspaceId: string;
  readonly channelId: string;
  /** The `ts` of the message with the files. */
  readonly ts: string;
  /** The thread that the message is in; null when it is not in a thread. */
  readonly threadTs: string | null;
  /** The member who shared the files, or the bot id (`B…`) of the app or workflow that posted them. */
  readonly requestedBy: string;
  readonly files: readonly SharedFile[];
  /** True in a direct message with the bot, and when the message mentions the bot. */
  readonly addressed: boolean;
  /** The organization that the message names. */
  readonly organizationId: number | null;
  /** The name of an organization in the message; the workspace knows whether it is one. */
  readonly organizationName: NamedOrganization | null;
  /** What the message wants done with the end users of the files; absent or null: what the rows say. */
  readonly action?: RowAction | null;
  /** Default: the message doesn't say. */
  readonly instructions?: Instructions;
  /** What follows `org` in a message without an id: may begin with the name of an organization. */
  readonly organizationText?: string | null;
};

/** Whether files were posted by an app or a workflow: then the member who takes them is the one who imports them. */
export const isAppId = (requestedBy: string): boolean => requestedBy.startsWith('B');

export type NamedOrganization = {
  /** `quoted`: certainly a name. `likely`: if the message is for the bot. `possible`: if an organization has the name. */
  readonly certainty: 'quoted' | 'likely' | 'possible';
  /** What the name may be, the longest first: an unquoted name may be followed by other words. Never empty. */
  readonly candidates: readonly string[];
};

/**
 * Whether a file that nobody addressed is looked at. What it contains decides whether someone hears about it.
 */
export function mayBeTable(file: SharedFile): boolean {
  return looksLikeCsv(file) || looksLikeText(file) || looksLikeSpreadsheet(file);
}

/** A plain text that may be a table. Slack calls code and logs `text/plain` as well, so the name counts. */
export function looksLikeText({ name, types }: SharedFile): boolean {
  return /\.(txt|tab)$/i.test(name) || (!name.includes('.') && types.includes('text/plain'));
}

/** Also the links of Google Drive, which have a type and no extension. */
export function looksLikeSpreadsheet({ name, types }: SharedFile): boolean {
  return isSpreadsheetName(name) || types.some((type) => /spreadsheet|ms-excel|^gsheet$/i.test(type));
}

export const isSpreadsheetName = (name: string): boolean => /\.(xlsx?|xls[bm]|ods|fods|numbers)$/i.test(name);

/** A first guess from the file's name and Slack's type; the content decides later. */
export function looksLikeCsv({ name, types }: SharedFile): boolean {
  return /\.(csv|tsv)$/i.test(name) || types.some((type) => /csv|tab-separated/i.test(type));
}
