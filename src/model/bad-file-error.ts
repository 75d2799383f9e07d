// The one error for an uploaded file that is rejected as a whole, with the sentences for the member.
import type { ColumnName } from './columns.ts';

/** Stable names of the reasons, used in import results, metrics, and tests. Never renamed. */
export type BadFileCode =
  | 'empty'
  | 'too-large'
  | 'spreadsheet'
  | 'binary'
  | 'html'
  | 'other-format'
  | 'utf-16-unmarked'
  | 'nul'
  | 'encoding'
  | 'no-header'
  | 'transposed'
  | 'lines-in-quotes'
  | 'no-people'
  | 'too-many-columns'
  | 'column-twice'
  | 'other-delimiter'
  | 'quote-unclosed'
  | 'row-too-long'
  | 'no-rows'
  | 'too-many-rows'
  | 'no-room'
  | 'gone'
  | 'external'
  | 'missing-scope'
  | 'access-denied'
  | 'not-delivered'
  | 'no-organization'
  | 'unknown-organization'
  | 'archived-organization'
  | 'needs-admin';

type BadFileDetails = {
  readonly code: BadFileCode;
  /** What is wrong. Completes "This file can't be read: …", without a period. */
  readonly reason: string;
  /** What the member should do, as a full sentence. */
  readonly remedy: string;
  /** Physical line in the file; the first line is 1. */
  readonly line?: number;
  /**
   * The known columns of the file's header, if a header was read. They decide whether the bot should reply about a
   * file that was not addressed to it.
   */
  readonly columns?: readonly ColumnName[];
  /** Whether the file seems to contain people although no header was read. Default: false. */
  readonly hasPeople?: boolean;
};

/**
 * A file that the member has to fix before it can be imported. `message` is the reason and the remedy; cell content
 * in them is shortened (see `quoteCell`).
 */
export class BadFileError extends Error {
  readonly code: BadFileCode;
  readonly reason: string;
  readonly remedy: string;
  readonly line: number | null;
  readonly columns: readonly ColumnName[];
  readonly hasPeople: boolean;

  constructor(details: BadFileDetails) {
    super(`${details.reason}. ${details.remedy}`);
    this.name = 'BadFileError';
    this.code = details.code;
    this.reason = details.reason;
    this.remedy = details.remedy;
    this.line = details.line ?? null;
    this.columns = details.columns ?? [];
    this.hasPeople = details.hasPeople ?? false;
  }
}
