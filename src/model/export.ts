// An export: one file on its way out, with its states.

export const exportStates = ['requested', 'posted', 'failed'] as const;
export type ExportState = (typeof exportStates)[number];

/** Every state of an export with the states that may follow it. */
export const exportTransitions: Readonly<Record<ExportState, readonly ExportState[]>> = {
  /** The file is being written or waits to be written. */
  requested: ['posted', 'failed'],
  posted: [],
  failed: [],
};

/**
 * `export`: all end users asked for. `template`: the header and at most one end user. `organizations`: the ids and names of
 * organizations.
 */
export const exportKinds = ['export', 'template', 'organizations'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** A moment of the past. */
export type Moment = { readonly asOf: Date } | { readonly beforeImport: number };

export type Export = {
  readonly id: number;
  readonly workspaceId: string;
  readonly kind: ExportKind;
  readonly state: ExportState;
  readonly requestedBy: string;
  /** `null`: all organizations. */
  readonly organizationId: number | null;
  readonly organizationName: string | null;
  /** Whether it was requested by `/endusers import`; its message then explains how to share the edited file. */
  readonly forImport: boolean;
  /** Whether each custom field has a column. */
  readonly withCustom?: boolean;
  /** Whether the file has the archived end users, instead of the others. */
  readonly archived?: boolean;
  /** Whether the ids in the file are those of the site that was moved in from. */
  readonly withOldIds?: boolean;
  /** The moment whose values the file contains; null or absent: those of now, or it isn't known yet. */
  readonly asOf?: Date | null;
  /** The file contains the values from right before this import was applied. */
  readonly beforeImport?: number | null;
  /** The channel of the command. The file goes there or, if `isPrivate`, to a direct message to the member. */
  readonly channelId: string;
  readonly isPrivate: boolean;
  /** The channel or direct message in which it was posted; `null` until that is known. */
  readonly postedIn: string | null;
  /** The message whose thread contains the file; `null` until the message was posted. */
  readonly messageTs: string | null;
  readonly fileName: string | null;
  readonly slackFileId: string | null;
  readonly permalink: string | null;
  readonly rows: number | null;
  /** The error reference of a failure; `null` if it didn't fail. */
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

type AnyMoment = {
  readonly asOf?: Date | null | undefined;
  readonly beforeImport?: number | null | undefined;
};

/** The moment of the past that the export is of; null: now. */
export function momentOf({ asOf, beforeImport }: AnyMoment): Moment | null {
  if (typeof beforeImport === 'number') return { beforeImport };
  return asOf ? { asOf } : null;
}
