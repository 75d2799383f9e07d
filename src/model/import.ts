// One uploaded file on its way in: its states, and what is known of it.
import type { Plan } from './plan.ts';
import type { Undo } from './undo.ts';

export const importStates = [
  'received',
  'reading',
  'planned',
  'planning',
  'applying',
  'applied',
  'undoing',
  'undone',
  'redoing',
  'refused',
  'cancelled',
  'unneeded',
  'failed',
  'ignored',
] as const;
export type ImportState = (typeof importStates)[number];

/** Every state of an import and the states that may follow it. States that nothing follows are ends. */
export const importTransitions: Readonly<Record<ImportState, readonly ImportState[]>> = {
  /** The share was noted; nothing has been read. */
  received: ['reading', 'refused', 'ignored', 'failed'],
  /** The file is on its way into the staging area; a crash begins it anew. */
  reading: ['reading', 'planned', 'unneeded', 'refused', 'ignored', 'failed'],
  /** The plan is shown and waits for a member. */
  planned: ['applying', 'planning', 'cancelled'],
  /** A member chose otherwise; the plan is worked out anew. */
  planning: ['planned', 'unneeded', 'reading', 'failed'],
  /** A member approved; the changes are about to be written in one transaction. */
  applying: ['applied', 'planned', 'unneeded', 'reading', 'failed'],
  applied: ['undoing'],
  /** What it did is about to be taken back, in one transaction. */
  undoing: ['undone', 'applied'],
  undone: ['redoing'],
  /** The undo is about to be taken back. */
  redoing: ['applied', 'undone'],
  /** The file as a whole can't be read; the reason is shown. */
  refused: [],
  cancelled: [],
  /** The plan changes nothing and leaves nothing to choose. */
  unneeded: [],
  /** Something of ours broke for good; the member sees a reference id. */
  failed: [],
  /** A file that is none of our business; nothing was ever said about it. */
  ignored: [],
};

/** How long a plan waits for somebody to decide. */
export const expiryDays = 14;

/** Where in Slack something is said. `threadTs` is the thread's first message. */
export type Place = { readonly channelId: string; readonly threadTs: string };

/** How far the reading of a file is. */
export type ReadingProgress = {
  readonly bytes: number;
  readonly rows: number;
  readonly elapsedMs: number;
};

export type Import = {
  readonly id: number;
  readonly workspaceId: string;
  readonly state: ImportState;
  readonly fileName: string;
  /** In bytes, as Slack told it. */
  readonly fileSize: number;
  readonly slackFileId: string;
  readonly requestedBy: string;
  readonly place: Place;
  /** The bot's message that is kept up to date; `null` until it was posted. */
  readonly messageTs: string | null;
  /** Whether the bot was asked for this file (direct message, mention, thread of an export of ours). */
  readonly addressed: boolean;
  /** The organization of new rows that name none, from `org 12` in the message or the export's thread. */
  readonly organizationId: number | null;
  /** Whether people of another company may read what is said of it in its thread. */
  readonly sharedOutside: boolean;
  readonly plan: Plan | null;
  /** Counts the plans of this import; an approval names the one that it is for. */
  readonly planNumber: number;
  /** Why the file was refused, or the reference id of a failure. */
  readonly reason: string | null;
  /** Who clicked Apply or Cancel. */
  readonly decidedBy: string | null;
  /** Set when the plan shown replaces one that no longer held: what differs, as a sentence. */
  readonly replanned: string | null;
  /** How long writing took. */
  readonly applyMs: number | null;
  /** The last undo, or undo of the undo; `null` when there was none. */
  readonly undo: Undo | null;
  /** Who asked for the undo that is under way. */
  readonly undoneBy: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};
