// One cell of a plan or of a result, as the file of all cells has it: each value as a text, null for nothing.
export type CellLine = {
  readonly line: string | null;
  readonly contactId: string | null;
  readonly endUser: string | null;
  /** A column, or `custom: Badge`; null for a row that is left out because of a problem. */
  readonly field: string | null;
  /** In a result: before the import. */
  readonly now: string | null;
  /** In a result: after the import. */
  readonly willBe: string | null;
  /** Why the cell is not what the file says. */
  readonly why: string | null;
};
