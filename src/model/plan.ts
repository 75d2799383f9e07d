// What an import would do, as a plan says it.
import type { ChoiceCounts, Choices } from './choices.ts';
import type { ColumnName, Field } from './columns.ts';

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
export type DamagedCell = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly field: Field;
  readonly kind: DamageKind;
  /** What it was when it was exported, or is here. */
  readonly was: string;
  readonly inFile: string;
};

/** The export that the file was made from. */
export type MergeBase = { readonly exportId: number; readonly fileName: string; readonly exportedAt: string };

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
  readonly base: MergeBase | null;
  readonly conflicts: readonly CellConflict[];
  /** How many cells a spreadsheet damaged, in all. */
  readonly damagedCells: number;
  readonly damages: readonly DamagedCell[];
  readonly changes: readonly CellChange[];
  readonly newEndUsers: readonly NewEndUser[];
  /** One of each kind first. */
  readonly problems: readonly RowProblem[];
};
