// What an undo did, and what it left as it is.
import type { Field } from './columns.ts';

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
export type KeptItem = {
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
  readonly kept: readonly KeptItem[];
  /** How long writing took. */
  readonly ms: number;
};
