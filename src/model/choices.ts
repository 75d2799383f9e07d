// The choices that a member can make about a plan.

/**
 * What a member can decide about a plan. The first value of each choice is the default. The keys are stored with plans
 * and imports, so they never change.
 */
export type Choices = {
  /** Duplicate candidates: new rows with the email of an existing end user of the same organization, or of another row. */
  readonly lookAlikes: 'leave out' | 'update' | 'create';
  /**
   * Empty cells, in columns that the file has, for which the end user has a value. For a file that was made from an
   * export of this app, `clear` is the default.
   */
  readonly emptyCells: 'keep' | 'clear';
  /** Rows with a contact_id that doesn't exist in this workspace. */
  readonly unknownIds: 'leave out' | 'create';
  /** Cells that were changed both in the file and in the database since the file was exported. */
  readonly conflicts: 'keep' | 'use file';
  /** Cells that hold an older value of the same cell. */
  readonly olderValues: 'keep' | 'use file';
  /** Rows that would change an end user who is archived, without saying so in the column `action`. */
  readonly archived: 'leave out' | 'restore';
  /** Current end users of a roster's organizations who are not in the file. */
  readonly leavers: 'keep' | 'archive';
  /** Rows whose customer_id is another organization than that of the end user. */
  readonly otherOrganizations: 'leave out' | 'move';
  /** Rows that would turn an end user into someone else. */
  readonly otherPeople: 'leave out' | 'write';
};

/** The number of rows or cells that each choice affects. A choice with 0 is not shown. */
export type ChoiceCounts = { readonly [Choice in keyof Choices]: number };
