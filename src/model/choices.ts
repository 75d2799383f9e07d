// What a member can decide about a plan.

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
