// One end user as members look them up.
import type { Field } from './columns.ts';

/** The values as text, as in a written file: `true`, `45`, a JSON object. `null`: no value. */
export type FieldValues = Readonly<Record<Field, string | null>>;

/** Identifies one end user. Ids are looked up only within their workspace. */
export type EndUserKey = { readonly workspaceId: string; readonly endUserId: number };

export type EndUser = {
  readonly id: number;
  readonly organization: { readonly id: number; readonly name: string };
  readonly values: FieldValues;
  /** The id of the last operation that changed or created the end user. Any operation with a greater id is newer. */
  readonly lastOperationId: number;
  /** The ids on the site that the end user was moved in from. Absent: none. */
  readonly oldIds?: readonly number[];
};

/** One end user in a list. */
export type EndUserSummary = {
  readonly id: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly organizationName: string;
  /** The id on the site that the end user was moved in from. Absent: none. */
  readonly oldId?: number;
};

/** How messages name an end user: the name, or else the email, or else `''`. */
export function displayName({ name, email }: { name: string | null; email: string | null }): string {
  return name ?? email ?? '';
}

/** An end user whom an import created or changed. */
export type ImportedEndUser = EndUserSummary & {
  /** The fields that were changed; null if the end user was created. */
  readonly changed: readonly Field[] | null;
  /** The line of the import's file; null where it isn't known. */
  readonly line: number | null;
};
