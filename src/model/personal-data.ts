// What is stored about one end user, and where in Slack their values may be.
import type { CellHistoryEntry } from './cell-change.ts';
import type { EndUser } from './end-user.ts';
import type { ExportKind } from './export.ts';
import type { ImportState } from './import.ts';

/** An import whose file was about them. Its thread has the file, and those that the app posted. */
export type ImportedFrom = {
  readonly importId: number;
  readonly fileName: string;
  readonly requestedBy: string;
  readonly at: Date;
  readonly channelId: string;
  readonly threadTs: string;
  readonly state: ImportState;
};

/** An export that may have them. */
export type ExportedTo = {
  readonly exportId: number;
  readonly kind: ExportKind;
  readonly fileName: string | null;
  readonly requestedBy: string;
  readonly at: Date;
  readonly postedIn: string | null;
  readonly messageTs: string | null;
  readonly permalink: string | null;
  readonly isPrivate: boolean;
};

/** What the app posted about them, or others shared: it is in Slack, and the app doesn't delete it. */
export type PlacesInSlack = {
  readonly imports: readonly ImportedFrom[];
  readonly exports: readonly ExportedTo[];
};

/** Addresses in Slack; null where there is none, or the reader can't open it. */
export type Links = {
  readonly ofImport: (from: ImportedFrom) => string | null;
  readonly ofExport: (to: ExportedTo) => string | null;
};

/** Cells of a row of a file, which is kept with an import. */
export type KeptRow = {
  readonly importId: number;
  readonly line: number;
  readonly cells: Readonly<Record<string, unknown>>;
};

export type PersonalData = PlacesInSlack & {
  readonly endUserId: number;
  /** Null if an undo removed them: then they are only in the history. */
  readonly endUser: EndUser | null;
  readonly createdAt: Date | null;
  /** Oldest first. */
  readonly changes: readonly CellHistoryEntry[];
  /** The rows as which they were when an undo removed or restored them. */
  readonly wholeRows: readonly { readonly operationId: number; readonly values: unknown }[];
  /** Rows of problem files that mean them. */
  readonly importRefs: readonly { readonly importId: number; readonly line: number }[];
  readonly leftOutRows: readonly KeptRow[];
  /** Rows about them of files that wait for a decision. */
  readonly waitingRows: readonly KeptRow[];
};

/** An end user as the question names them who is about to be erased. */
export type NamedEndUser = {
  readonly id: number;
  readonly name: string;
  readonly organizationName: string | null;
  readonly isArchived: boolean;
  /** Whether an undo removed them: then they are only in the history. */
  readonly isRemoved: boolean;
};
