// What an undo did, and what it left unchanged.
import type { Field } from './columns.ts';

/** The counts of an undo or a redo. */
export type UndoCounts = {
  /** Cells that got their previous value back. */
  readonly cells: number;
  /** The number of end users that these cells belong to. */
  readonly endUsers: number;
  /** End users who had been created and were removed again. */
  readonly removed: number;
  /** End users who had been removed and were restored. */
  readonly restored: number;
  /** Cells that were changed in the meantime and keep the newer value. */
  readonly keptCells: number;
  /** End users who had been created, were edited in the meantime, and are kept. */
  readonly keptEndUsers: number;
};

/** A cell or an end user that an undo left unchanged, because someone changed it in the meantime. */
export type KeptItem = {
  readonly endUserId: number;
  readonly endUser: string;
  /** `null`: the end user as a whole was kept. */
  readonly field: Field | null;
  /** The key of the custom fields; absent for other fields, and in undos of earlier versions. */
  readonly key?: string;
  /** The current value; `null` if empty, or if the end user as a whole was kept. */
  readonly now: string | null;
  /** The member who changed it; `null` if unknown. */
  readonly changedBy: string | null;
};

export type Undo = UndoCounts & {
  /** The member who asked for it. */
  readonly by: string;
  /** Only the first few. */
  readonly kept: readonly KeptItem[];
  /** How long the undo took, in milliseconds. */
  readonly ms: number;
};
