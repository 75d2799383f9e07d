// What an undo did, and what it left unchanged.
import type { Field } from './columns.ts';

/** The counts of an undo or a redo. */
export type UndoCounts = {
  /** Absent: the import is about end users; else the counts of end users are those of organizations. */
  readonly subject?: 'organizations';
  /** Cells that got their previous value back. */
  readonly cells: number;
  /** The number of end users that these cells belong to. */
  readonly endUsers: number;
  /** End users who had been created and were removed again. */
  readonly removed: number;
  /** End users who had been removed and were restored. */
  readonly restored: number;
  /** Cells that keep the value of a later change. */
  readonly keptCells: number;
  /** End users who had been created and are kept, because later changes of them stand. */
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
  /** The import that changed it; null if a form did; absent in undos of earlier versions. */
  readonly importId?: number | null;
};

/** What later changes hold back of an undo or a redo. It takes effect once these changes are undone. */
export type HeldBack = Pick<UndoCounts, 'keptCells' | 'keptEndUsers'> & {
  /** Only the first few. */
  readonly kept: readonly KeptItem[];
  /** The newest import that holds something back; null if only forms do. */
  readonly keptBy: number | null;
};

/** An end user whom a redo did not restore, and the one that is there by now instead. */
export type NotRestored = {
  readonly endUser: string;
  readonly like: { readonly endUserId: number; readonly endUser: string };
};

/** An end user whose email an undo or a redo did not write back, and the one that has it by now. */
export type NotRestoredEmail = {
  readonly endUserId: number;
  readonly endUser: string;
  /** The email that was not written back. */
  readonly email: string;
  readonly like: NotRestored['like'];
};

/** An end user whom an undo or a redo did not move back, and the one who looks like them in that organization by now. */
export type NotRestoredMove = {
  readonly endUserId: number;
  readonly endUser: string;
  /** Where they were not moved back to, such as `Acme Ltd · 12`. */
  readonly organization: string;
  readonly like: NotRestored['like'];
};

export type Undo = UndoCounts & {
  /** The member who asked for it. */
  readonly by: string;
  /** The member who had asked for it before; absent if one member was enough. */
  readonly askedBy?: string;
  /** Only the first few. */
  readonly kept: readonly KeptItem[];
  /** As in `HeldBack`; absent in undos of earlier versions. */
  readonly keptBy?: number | null;
  /** End users who were not restored because they look like others, or because others have taken their place. */
  readonly notRestored?: { readonly count: number; readonly first: readonly NotRestored[] };
  /** Emails that were not written back; absent in undos of earlier versions. */
  readonly emailsNotRestored?: { readonly count: number; readonly first: readonly NotRestoredEmail[] };
  /** End users who were not moved back; absent in undos of earlier versions. */
  readonly movesNotRestored?: { readonly count: number; readonly first: readonly NotRestoredMove[] };
  /** How long the undo took, in milliseconds. */
  readonly ms: number;
};
