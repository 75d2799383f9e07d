// A plan: what an import would do. Plans are stored as JSON, so their keys never change.
import type { ChoiceCounts, Choices } from './choices.ts';
import type { ColumnName, Field } from './columns.ts';
import type { Instructions, MatchKey } from './instructions.ts';
import type { LeftOutSummary } from './left-out.ts';
import type { Organization } from './organization.ts';
import type { Letters } from './read-as.ts';

/**
 * The number of rows by what happens to them. `rows` are those of the file: the sum of the four other row counts, without
 * the leavers of a roster, who are `updated`; `cells` is the number of
 * changed cells in the `updated` rows.
 */
export type RowCounts = {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly cells: number;
  readonly unchanged: number;
  readonly leftOut: number;
  /** Absent if no row archives, restores, or moves anyone. */
  readonly turned?: TurnedRows;
};

/** The `updated` rows that archive, restore, or move an end user, each as one cell, and those of them that change nothing else. */
export type TurnedRows = {
  readonly archived: number;
  readonly restored: number;
  /** Absent in plans of earlier versions. */
  readonly moved?: number;
  readonly alone: number;
};

export type OrganizationCounts = {
  readonly id: number;
  readonly name: string;
  readonly created: number;
  /** Without those who are only moved here. */
  readonly updated: number;
  /** How many end users are moved to the organization, and away from it; absent if nobody is. */
  readonly movedHere?: number;
  readonly movedAway?: number;
};

/** A key of the custom fields, which is a cell of its own. Absent for other fields, and in plans of earlier versions. */
export type CellKey = string;

/** One cell that would change, as the plan shows it. `null`: an empty cell. */
export type CellChange = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly field: Field;
  readonly key?: CellKey;
  readonly now: string | null;
  readonly willBe: string | null;
};

export type NewEndUser = {
  readonly line: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly organization: string;
  /** The other cells that are filled, in the order of the columns; absent in plans of version 0.1.0. */
  readonly cells?: readonly { readonly field: Field; readonly value: string }[];
};

/** How a column of the file is read. `as`: a column, a part of a name, the organization's name, or a custom field. */
export type ReadColumn = { readonly header: string; readonly as: string; readonly byContent?: true };

/** `lines`: those of the first rows. */
export type RowsByLine = { readonly rows: number; readonly lines: readonly number[] };

/** `at` is an ISO 8601 time. `isRemembered`: chosen for an earlier file with the same header. */
export type ColumnsChosen = { readonly by: string; readonly at: string; readonly isRemembered: boolean };

/** How the file was read. */
export type Reading = {
  readonly headerLine: number;
  /** Absent if nobody chose the columns. */
  readonly chosen?: ColumnsChosen;
  /** No column tells who the rows are about: nothing is planned before a member says which one does. */
  readonly asksForColumns?: true;
  readonly linesAbove: number;
  readonly columns: readonly ReadColumn[];
  readonly skippedRows?: RowsByLine;
  readonly oddRows?: RowsByLine;
};

/** Names of organizations in the file that don't exist. `rows`: how many new end users they have. */
export type UnknownOrganizations = {
  readonly names: number;
  readonly rows: number;
  /** Those with most rows, each with the most similar name that exists. */
  readonly first: readonly { readonly name: string; readonly rows: number; readonly nearest?: string }[];
  /** How many organizations the button adds: names that differ only in case or spaces are one. */
  readonly toAdd?: number;
  /** How many more it could add whose names are nearly those of others; absent if none are. */
  readonly nearToAdd?: number;
  /** The name of the organization that their rows go to; absent if the rows are left out. */
  readonly into?: string;
};

/** The question which organization new end users are for. It has one answer for the whole file. */
export type OrganizationQuestion = {
  /** How many new rows name no organization. Without an answer, they are left out. */
  readonly rows: number;
  /** The answer of a member; `null` while there is none. */
  readonly chosen: Organization | null;
  /** By name; empty if there are more than a menu can have, so that members search for the name. */
  readonly options: readonly Organization[];
};

/** What the message or a setting says about how the rows are taken. */
export type PlanInstructions = Pick<Instructions, 'only' | 'fillsEmpty' | 'roster'> & {
  /** By what the rows without a contact_id were matched, and how many of how many mean an end user. */
  readonly matched?: { readonly by: MatchKey; readonly rows: number; readonly of: number };
  /** The ids are those of another site: how many end users are known by them, and how many are new. */
  readonly otherSite?: { readonly known: number; readonly created: number };
};

/** Who is not in a roster: how many, and the first ones by organization and name. */
export type Leavers = {
  readonly count: number;
  readonly first: readonly {
    readonly endUserId: number;
    readonly endUser: string;
    readonly organization: string;
  }[];
};

/** An organization of which the plan would archive many end users: `archived` of `of` current ones. */
export type ManyArchived = {
  readonly organization: string;
  readonly archived: number;
  readonly of: number;
};

export type RowProblem = { readonly line: number; readonly text: string };

/** A column that is not read. */
export type IgnoredColumn = {
  /** Its index; absent in plans of version 0.1.0. */
  readonly at?: number;
  readonly header: string;
  /** The known column whose name is most similar. */
  readonly nearest?: ColumnName;
  /** The header of the column with the same meaning that is read instead, where that one is filled. */
  readonly readInstead?: string;
  /** In how many rows both are filled, and differ. */
  readonly differs?: number;
  /** Whether its cells look like addresses, names, phones, or ids. */
  readonly matters?: boolean;
};

export type PlanWarning =
  /** A file with exactly the same bytes was applied before, by `importId`. */
  | { readonly kind: 'applied-before'; readonly importId: number }
  /** Cells with several email addresses, of which the first is read. `count` is of the whole file. */
  | {
      readonly kind: 'several-addresses';
      readonly count: number;
      readonly first: readonly SeveralAddresses[];
    }
  /** `count` new rows name another organization than the message does. Without `organization` where it is secret. */
  | { readonly kind: 'other-organization'; readonly count: number; readonly organization?: string }
  /** `count` new rows go to `organization`, which the message names, although the file is from the export of `exported`. */
  | {
      readonly kind: 'base-organization';
      readonly count: number;
      readonly organization: string;
      readonly exported: string;
    }
  /**
   * `count` new rows that name no organization go to `organization`, although all other rows are of another one: `others`, or
   * null if they are of several.
   */
  | {
      readonly kind: 'rows-organization';
      readonly count: number;
      readonly organization: string;
      readonly others: string | null;
    }
  /**
   * `two-organizations`: rows that name another organization than their ids say; the ids count. `text` is the name.
   * `nameless`: updates that would leave nothing to tell an end user by. `same-email-elsewhere`: new end users whose email
   * someone of another organization has. `text` names the end user.
   */
  | {
      readonly kind: 'nameless' | 'same-email-elsewhere' | 'two-organizations';
      readonly count: number;
      readonly first: readonly RowProblem[];
    }
  /** No organization has the name in the message. */
  | { readonly kind: 'unknown-organization'; readonly typed: string; readonly nearest?: string };

/** `text` is what the cell contains, `read` the address that was read. */
export type SeveralAddresses = { readonly line: number; readonly text: string; readonly read: string };

/**
 * A cell that was changed both in the file and in the database since the export, to different values. `was` is the
 * exported value, `here` the current one. `null`: an empty cell.
 */
export type CellConflict = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly field: Field;
  readonly key?: CellKey;
  readonly was: string | null;
  readonly here: string | null;
  readonly inFile: string | null;
};

/** A cell that holds an older value. `by` and `at` (ISO 8601) tell who changed it last; `null` if unknown. */
export type OlderValue = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly field: Field;
  readonly key?: CellKey;
  readonly here: string | null;
  readonly inFile: string | null;
  readonly by: string | null;
  readonly at: string | null;
};

/**
 * How a cell was damaged: read as another kind of value by a spreadsheet, garbled, or replaced by something that is not a
 * value (`error`: of a spreadsheet; `no value`: `NULL`; `entity`: `&eacute;`).
 */
export type DamageKind =
  | 'leading zero'
  | 'plus'
  | 'scientific'
  | 'number'
  | 'date'
  | 'time'
  | 'boolean'
  | 'encoding'
  | 'error'
  | 'no value'
  | 'entity';

/** A damaged cell. It keeps its current value, or stays empty if the end user is new. */
export type DamagedCell = {
  /** `null` for a new end user. */
  readonly endUserId: number | null;
  readonly endUser: string;
  readonly field: Field;
  readonly key?: CellKey;
  readonly kind: DamageKind;
  /** The exported value; without a merge base, the current value. `null`: an empty cell, or a new end user. */
  readonly was: string | null;
  readonly inFile: string;
  /** The line of a new end user. */
  readonly line?: number;
};

/**
 * The merge base: the export that the file was made from. `exportedAt` is an ISO 8601 time. `thread` is the file name of
 * another export if the file was shared in that export's thread.
 */
export type MergeBase = {
  readonly exportId: number;
  readonly fileName: string;
  readonly exportedAt: string;
  readonly thread?: string;
};

/** What an import would do. The counts are of the whole file; the lists contain only the first few entries. */
export type Plan = RowCounts & {
  /** Absent: the rows are about end users. */
  readonly subject?: 'organizations';
  /** Sorted by the number of created and updated rows, the largest first. */
  readonly organizations: readonly OrganizationCounts[];
  /** How many organizations have created or updated rows, including those that are not listed. */
  readonly organizationCount: number;
  /** Absent in plans of version 0.1.0. */
  readonly reading?: Reading;
  /** Absent or null: all organizations that the file names exist. */
  readonly unknownOrganizations?: UnknownOrganizations | null;
  /** Absent or null: nothing is asked. */
  readonly organizationQuestion?: OrganizationQuestion | null;
  /** Absent: nothing. */
  readonly instructions?: PlanInstructions;
  /** Rows are left out, and some name organizations or end users by ids that don't exist. Absent: none does. */
  readonly hasUnknownIds?: true;
  /** Absent: the file is no roster, or has everybody. */
  readonly leavers?: Leavers;
  /** Of a plan about organizations: how many end users are archived or restored with these. */
  readonly endUsers?: number;
  /** Whoever applies the plan is asked once more. Absent: few are archived. */
  readonly manyArchived?: readonly ManyArchived[];
  readonly ignoredColumns: readonly IgnoredColumn[];
  readonly warnings: readonly PlanWarning[];
  /** How the letters of a file that is not Unicode were read. Plans of version 0.1 don't say. */
  readonly letters?: Letters | null;
  readonly choices: Choices;
  readonly choiceCounts: ChoiceCounts;
  /** Absent or null: no member left out anything. Rows that were left out so count in `leftOut`, too. */
  readonly leftOutByMember?: LeftOutSummary | null;
  /** The changed cells, and the filled cells of new end users. Absent in plans of earlier versions. */
  readonly allCells?: number;
  /** `null` if no export is known from which the file was made. */
  readonly base: MergeBase | null;
  readonly conflicts: readonly CellConflict[];
  /** Absent in plans of version 0.1.0. */
  readonly olderValues?: readonly OlderValue[];
  /** The first new rows that look like end users or like each other, and how; absent in plans of version 0.1.0. */
  readonly lookAlikes?: readonly RowProblem[];
  /** The first rows that would move an end user, from where, and where to; absent in plans of earlier versions. */
  readonly otherOrganizations?: readonly RowProblem[];
  /** The first rows that would turn an end user into someone else, and why; absent in plans of version 0.1.0. */
  readonly otherPeople?: readonly RowProblem[];
  /** How many end users of the merge base are not in the file; absent in plans of version 0.1.0. */
  readonly missing?: number;
  /** How many cells still have the exported value, and others have changed them since; absent in plans of version 0.1.0. */
  readonly staleCells?: number;
  /** How many cells are damaged, in the whole file. */
  readonly damagedCells: number;
  readonly damages: readonly DamagedCell[];
  readonly changes: readonly CellChange[];
  readonly newEndUsers: readonly NewEndUser[];
  /** First one problem of each kind, then more. */
  readonly problems: readonly RowProblem[];
};
