// The changes of cells, as members look them up: the old value, the new one, who made the change, and through what.
import type { Field } from './columns.ts';

/** How many changes one message shows. */
export const changesPerPage = 8;

/** A page of a list; `page` begins with 0. */
export type Page<Item> = {
  readonly items: readonly Item[];
  readonly page: number;
  readonly hasOlder: boolean;
};

/** A changed cell; `key` is that of the custom fields. `null`: empty. */
export type ChangedCell = {
  readonly field: Field;
  readonly key?: string;
  readonly from: string | null;
  readonly to: string | null;
};

/** One change of an end user: of a cell, or of the end user as a whole, who was created, removed, or brought back. */
export type CellHistoryEntry = {
  readonly did: 'created' | 'changed' | 'removed' | 'brought back';
  /** Null if the end user as a whole was changed. */
  readonly cell: ChangedCell | null;
  readonly by: string;
  readonly at: Date;
  readonly through: 'import' | 'undo' | 'redo' | 'hand';
  /** `null`: changed in a form. */
  readonly importId: number | null;
  /** The line of the import's file; null where it isn't known. */
  readonly line: number | null;
};

/** A cell that an import changed. */
export type ImportedCell = ChangedCell & {
  readonly endUserId: number;
  readonly endUser: string;
  readonly line: number | null;
};
