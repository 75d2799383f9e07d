// One file on its way out.

export const exportStates = ['requested', 'posted', 'failed'] as const;
export type ExportState = (typeof exportStates)[number];

/** Every state of an export and the states that may follow it. */
export const exportTransitions: Readonly<Record<ExportState, readonly ExportState[]>> = {
  /** Noted; the file is being written or waits for it. */
  requested: ['posted', 'failed'],
  posted: [],
  failed: [],
};

/** `export`: all end users asked for. `template`: the header and at most one end user. */
export const exportKinds = ['export', 'template'] as const;
export type ExportKind = (typeof exportKinds)[number];

export type Export = {
  readonly id: number;
  readonly workspaceId: string;
  readonly kind: ExportKind;
  readonly state: ExportState;
  readonly requestedBy: string;
  /** `null`: every organization. */
  readonly organizationId: number | null;
  readonly organizationName: string | null;
  /** Whether it was asked for as the first half of `/endusers import`, and so explains how to send it back. */
  readonly forImport: boolean;
  /** The channel of the command; the file goes there or, when `isPrivate`, to the member's direct messages. */
  readonly channelId: string;
  readonly isPrivate: boolean;
  /** The channel that it went to; `null` until that was found out. */
  readonly postedIn: string | null;
  /** The message in whose thread the file is; `null` until it was posted. */
  readonly messageTs: string | null;
  readonly fileName: string | null;
  readonly slackFileId: string | null;
  readonly permalink: string | null;
  readonly rows: number | null;
  /** Reference id of a failure. */
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};
