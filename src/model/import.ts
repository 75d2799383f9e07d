// One uploaded file on its way in: its states, what a plan says, and what was done.
import type { ColumnName, Field } from './columns.ts';

export type ImportState =
  | 'received'
  | 'reading'
  | 'planned'
  | 'applying'
  | 'applied'
  | 'planning'
  | 'undoing'
  | 'undone'
  | 'redoing'
  | 'refused'
  | 'cancelled'
  | 'unneeded'
  | 'failed'
  | 'ignored';

/** Every state of an import and the states that may follow it. States that nothing follows are ends. */
export const importSteps: Readonly<Record<ImportState, readonly ImportState[]>> = {
  /** The share was noted; nothing has been read. */
  received: ['reading', 'refused', 'ignored', 'failed'],
  /** The file is on its way into the staging area; a crash begins it anew. */
  reading: ['reading', 'planned', 'unneeded', 'refused', 'ignored', 'failed'],
  /** The plan is shown and waits for a member. */
  planned: ['applying', 'planning', 'cancelled'],
  /** A member chose otherwise; the plan is worked out anew. */
  planning: ['planned', 'unneeded', 'reading', 'failed'],
  /** A member approved; the changes are about to be written in one transaction. */
  applying: ['applied', 'planned', 'unneeded', 'reading', 'failed'],
  applied: ['undoing'],
  /** What it did is about to be taken back, in one transaction. */
  undoing: ['undone', 'applied'],
  undone: ['redoing'],
  /** The undo is about to be taken back. */
  redoing: ['applied', 'undone'],
  /** The file as a whole can't be read; the reason is shown. */
  refused: [],
  cancelled: [],
  /** The plan changes nothing and leaves nothing to choose. */
  unneeded: [],
  /** Something of ours broke for good; the member sees a reference id. */
  failed: [],
  /** A file that is none of our business; nothing was ever said about it. */
  ignored: [],
};

/** How long a plan waits for somebody to decide. */
export const expiryDays = 14;

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
  /** The very bytes of this file were applied before. */
  { readonly kind: 'applied-before'; readonly importId: number };

/** What a member can decide about a plan; each with what is done when nobody decides, first. */
export type Choices = {
  /** New rows that have the e-mail of somebody who exists in the same organization. */
  readonly lookAlikes: 'create' | 'update' | 'leave out';
  /** Empty cells, in columns that the file has, of end users who have a value there; `clear` comes first for a file
   * that came from an export of ours. */
  readonly emptyCells: 'keep' | 'clear';
  /** Rows with a contact_id that is not known here. */
  readonly unknownIds: 'leave out' | 'create';
  /** Cells that were changed both in the file and here since the file was exported. */
  readonly conflicts: 'keep' | 'use file';
};

/** How many rows or cells each choice is about; it matters where that is not 0. */
export type ChoiceCounts = { readonly [Choice in keyof Choices]: number };

/** A cell that the file and somebody here changed to different values since the export; `null` is an empty cell. */
export type CellConflict = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly field: Field;
  readonly was: string | null;
  readonly here: string | null;
  readonly inFile: string | null;
};

/** How a spreadsheet damaged a cell on the way. */
export type DamageKind = 'leading zero' | 'plus' | 'scientific' | 'date' | 'encoding';

/** A cell that a spreadsheet damaged: it stays as it is here. */
export type CellDamage = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly field: Field;
  readonly kind: DamageKind;
  /** What it was when it was exported, or is here. */
  readonly was: string;
  readonly inFile: string;
};

/** The export that the file was made from. */
export type Base = { readonly exportId: number; readonly fileName: string; readonly exportedAt: string };

/** What an import would do. The lists hold the first few only; the counts are of the whole file. */
export type Plan = RowCounts & {
  /** The organizations with the most created and updated rows first. */
  readonly organizations: readonly OrganizationCounts[];
  /** How many organizations have created or updated rows, beyond those listed too. */
  readonly organizationCount: number;
  readonly ignoredColumns: readonly IgnoredColumn[];
  readonly warnings: readonly PlanWarning[];
  readonly choices: Choices;
  readonly choiceCounts: ChoiceCounts;
  /** `null` where the file is not known to come from an export of ours. */
  readonly base: Base | null;
  readonly conflicts: readonly CellConflict[];
  /** How many cells a spreadsheet damaged, in all. */
  readonly damagedCells: number;
  readonly damages: readonly CellDamage[];
  readonly changes: readonly CellChange[];
  readonly newEndUsers: readonly NewEndUser[];
  /** One of each kind first. */
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

/** What an undo (or the undo of an undo) did. */
export type UndoCounts = {
  /** Cells that have their value from before again, and of how many end users. */
  readonly cells: number;
  readonly endUsers: number;
  /** End users who had been created and are gone again. */
  readonly removed: number;
  /** End users who had been removed and are here again. */
  readonly restored: number;
  /** Cells that somebody changed since: the newer value stays. */
  readonly keptCells: number;
  /** End users who had been created and were edited since: they stay. */
  readonly keptEndUsers: number;
};

/** Something that an undo left as it is, because somebody changed it since. */
export type Kept = {
  readonly endUserId: number;
  readonly endUser: string;
  /** `null`: the end user as a whole. */
  readonly field: Field | null;
  readonly now: string | null;
  /** The member who changed it; `null` when that is not known. */
  readonly changedBy: string | null;
};

export type Undo = UndoCounts & {
  readonly by: string;
  /** The first few. */
  readonly kept: readonly Kept[];
  /** How long writing took. */
  readonly ms: number;
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
  /** Whether people of another company may read what is said of it in its thread. */
  readonly sharedOutside: boolean;
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
  /** The last undo, or undo of the undo; `null` when there was none. */
  readonly undo: Undo | null;
  /** Who asked for the undo that is under way. */
  readonly undoneBy: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};
