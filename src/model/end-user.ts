// One end user as members look them up, and what happened to them.
import type { Field } from './columns.ts';

/** Values as a written file has them, in text: `true`, `45`, a JSON object; `null` where there is none. */
export type FieldValues = Readonly<Record<Field, string | null>>;

/** Names one end user; every look-up carries the workspace. */
export type EndUserKey = { readonly workspaceId: string; readonly endUserId: number };

export type EndUser = {
  readonly id: number;
  readonly organization: { readonly id: number; readonly name: string };
  readonly values: FieldValues;
  /** The last operation that changed or created the end user: what came after it is newer than this. */
  readonly lastOperationId: number;
};

/** One end user in a list of several. */
export type EndUserSummary = {
  readonly id: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly organizationName: string;
};

/** One operation's part in an end user. */
export type HistoryEntry = {
  readonly did: 'created' | 'changed' | 'removed' | 'brought back';
  /** Those that were changed, in the order of the file; none where the end user was created or removed as a whole. */
  readonly fields: readonly Field[];
  readonly by: string;
  readonly at: Date;
  readonly through: 'import' | 'undo' | 'redo' | 'hand';
  /** `null`: by hand. */
  readonly importId: number | null;
};

/** Whom a message means: by name, else by e-mail. `''` where there is neither. */
export function displayName({ name, email }: { name: string | null; email: string | null }): string {
  return name ?? email ?? '';
}
