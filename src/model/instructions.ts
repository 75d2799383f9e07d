// What the message of a file says about how its rows are to be taken: `only update`, `by email`, `roster`.

/** What tells which end user a row without a contact_id means. `contact_id`: nothing else does. */
export const matchKeys = ['contact_id', 'email', 'vendor_id'] as const;
export type MatchKey = (typeof matchKeys)[number];

/** Stored with imports, so the keys never change. An absent key: the message doesn't say. */
export type Instructions = {
  /** The only kind of change that the file is for: all others are left out. */
  readonly only?: 'update' | 'create';
  /** Cells of existing end users that have a value keep it. */
  readonly fillsEmpty?: true;
  readonly matchBy?: MatchKey;
  /** The file is the complete list of the end users of its organizations. */
  readonly roster?: true;
  /** Whether the ids of the file are those of another site. Absent: nobody said so, and nothing tells that they are. */
  readonly otherSite?: boolean;
};
