// The one error for an uploaded file that is refused as a whole.
import type { ColumnName } from './columns.ts';

/** Stable names of the reasons; for the import results, metrics and tests. */
export type BadFileCode =
  | 'empty'
  | 'too-large'
  | 'spreadsheet'
  | 'binary'
  | 'html'
  | 'utf-16-unmarked'
  | 'nul'
  | 'encoding'
  | 'no-header'
  | 'too-many-columns'
  | 'column-twice'
  | 'other-delimiter'
  | 'quote-unclosed'
  | 'row-too-long'
  | 'no-rows'
  | 'gone'
  | 'external'
  | 'no-organization'
  | 'unknown-organization';

type Refusal = {
  readonly code: BadFileCode;
  /** Why, as the rest of "This file can't be read: …", without a full stop. */
  readonly reason: string;
  /** What to do, as a sentence of its own. */
  readonly remedy: string;
  /** Physical line of the file, the first is 1. */
  readonly line?: number;
  /** Known columns that its header has, where one was read: tells whether the file is the bot's business. */
  readonly columns?: readonly ColumnName[];
};

/** A file that the member has to mend. `message` is the reason and the remedy; cell content in it is shortened. */
export class BadFileError extends Error {
  readonly code: BadFileCode;
  readonly reason: string;
  readonly remedy: string;
  readonly line: number | null;
  readonly columns: readonly ColumnName[];

  constructor(refusal: Refusal) {
    super(`${refusal.reason}. ${refusal.remedy}`);
    this.name = 'BadFileError';
    this.code = refusal.code;
    this.reason = refusal.reason;
    this.remedy = refusal.remedy;
    this.line = refusal.line ?? null;
    this.columns = refusal.columns ?? [];
  }
}
