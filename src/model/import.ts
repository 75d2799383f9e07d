// One uploaded file on its way in: its states, what a plan says, and what was done.
import type { ColumnName, Field } from './columns.ts';

export type ImportState =
  | 'received'
  | 'reading'
  | 'planned'
  | 'applying'
  | 'applied'
  | 'refused'
  | 'cancelled'
  | 'failed'
  | 'ignored';

/** Every state of an import and the states that may follow it. States that nothing follows are ends. */
export const importSteps: Readonly<Record<ImportState, readonly ImportState[]>> = {
  /** The share was noted; nothing has been read. */
  received: ['reading', 'refused', 'ignored', 'failed'],
  /** The file is on its way into the staging area; a crash begins it anew. */
  reading: ['reading', 'planned', 'refused', 'ignored', 'failed'],
  /** The plan is shown and waits for a member. */
  planned: ['applying', 'cancelled', 'reading'],
  /** A member approved; the changes are about to be written in one transaction. */
  applying: ['applied', 'planned', 'reading', 'failed'],
  applied: [],
  /** The file as a whole can't be read; the reason is shown. */
  refused: [],
  cancelled: [],
  /** Something of ours broke for good; the member sees a reference id. */
  failed: [],
  /** A file that is none of our business; nothing was ever said about it. */
  ignored: [],
};

/** How many rows, by what happens to them. `rows` is the sum of the four others, `cells` the cells of `updated`. */
export type RowCounts = {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly cells: number;
  readonly unchanged: number;
  readonly leftOut: number;
};

export type OrganizationCounts = {
  readonly id: number;
  readonly name: string;
  readonly created: number;
  readonly updated: number;
};

/** One cell that would change, as the plan shows it; `null` is an empty cell. */
export type CellChange = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly field: Field;
  readonly now: string | null;
  readonly willBe: string | null;
};

export type NewEndUser = {
  readonly line: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly organization: string;
};

export type RowProblem = { readonly line: number; readonly text: string };

/** A column that is not known and so not read, with the nearest name that is. */
export type IgnoredColumn = { readonly header: string; readonly nearest?: ColumnName };

export type PlanWarning =
  /** New rows that have the e-mail of somebody who exists in the same organization. */
  | { readonly kind: 'look-alikes'; readonly count: number }
  /** The very bytes of this file were applied before. */
  | { readonly kind: 'applied-before'; readonly importId: number };

/** What an import would do. The lists hold the first few only; the counts are of the whole file. */
export type Plan = RowCounts & {
  /** The organizations with the most created and updated rows first. */
  readonly organizations: readonly OrganizationCounts[];
  /** How many organizations have created or updated rows, beyond those listed too. */
  readonly organizationCount: number;
  readonly ignoredColumns: readonly IgnoredColumn[];
  readonly warnings: readonly PlanWarning[];
  readonly changes: readonly CellChange[];
  readonly newEndUsers: readonly NewEndUser[];
  readonly problems: readonly RowProblem[];
};

/** Where in Slack something is said. `threadTs` is the thread's first message. */
export type Place = { readonly channelId: string; readonly threadTs: string };

/** How far the reading of a file is. */
export type ReadingProgress = {
  readonly bytes: number;
  readonly rows: number;
  readonly elapsedMs: number;
};

export type Import = {
  readonly id: number;
  readonly workspaceId: string;
  readonly state: ImportState;
  readonly fileName: string;
  /** In bytes, as Slack told it. */
  readonly fileSize: number;
  readonly slackFileId: string;
  readonly requestedBy: string;
  readonly place: Place;
  /** The bot's message that is kept up to date; `null` until it was posted. */
  readonly messageTs: string | null;
  /** Whether the bot was asked for this file (direct message, mention, thread of an export of ours). */
  readonly addressed: boolean;
  /** The organization of new rows that name none, from `org 12` in the message or the export's thread. */
  readonly organizationId: number | null;
  readonly plan: Plan | null;
  /** Counts the plans of this import; an approval names the one that it is for. */
  readonly planNumber: number;
  /** Why the file was refused, or the reference id of a failure. */
  readonly reason: string | null;
  /** Who clicked Apply or Cancel. */
  readonly decidedBy: string | null;
  /** Set when the plan shown replaces one that no longer held: what differs, as a sentence. */
  readonly replanned: string | null;
  /** How long writing took. */
  readonly applyMs: number | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};
