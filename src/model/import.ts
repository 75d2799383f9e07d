// An import: one uploaded file on its way in, with its states.
import type { HiddenBecause } from './hidden-because.ts';
import type { Instructions } from './instructions.ts';
import type { Plan } from './plan.ts';
import type { RowAction } from './row.ts';
import type { SecondPerson } from './second-person.ts';
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

/** Every state of an import with the states that may follow it. A state without followers is final. */
export const importTransitions: Readonly<Record<ImportState, readonly ImportState[]>> = {
  /** The share is recorded; the file has not been read. */
  received: ['reading', 'cancelled', 'refused', 'ignored', 'failed'],
  /** The file is being read into the staging area. After a crash, reading starts over. */
  reading: ['reading', 'planned', 'unneeded', 'cancelled', 'refused', 'ignored', 'failed'],
  /** The plan is shown and waits for a member's decision. */
  planned: ['applying', 'planning', 'reading', 'cancelled'],
  /** A member changed a choice; the plan is being computed again. */
  planning: ['planned', 'unneeded', 'reading', 'failed'],
  /** The plan was approved; the changes are being written in one transaction. */
  applying: ['applied', 'planned', 'unneeded', 'reading', 'failed'],
  applied: ['undoing'],
  /** The changes are being undone in one transaction. */
  undoing: ['undone', 'applied'],
  undone: ['redoing'],
  /** The undo is being undone. */
  redoing: ['applied', 'undone'],
  /** The file was rejected as a whole; the reason is shown. */
  refused: [],
  cancelled: [],
  /** The plan changes nothing, and no choice would change that. */
  unneeded: [],
  /** An unexpected error ended the import; the member sees an error reference. */
  failed: [],
  /** A file that nobody addressed to the bot, which posted nothing visible about it. A member may still take it. */
  ignored: ['received'],
};

/** How many days a plan waits for a decision before it expires. */
export const expiryDays = 14;

/** A thread in Slack. `threadTs` is the timestamp of its first message. */
export type Place = { readonly channelId: string; readonly threadTs: string };

/** A thread, or a channel itself where `threadTs` is null. With a member's id as `channelId`: their direct messages. */
export type MessagePlace = { readonly channelId: string; readonly threadTs: string | null };

/**
 * How the bot's message about an import reaches the member: in the thread of the file; where Slack refuses that for good,
 * privately in the channel, or else by direct message; or not at all.
 */
export const ways = ['thread', 'private', 'direct', 'nowhere'] as const;
export type Way = (typeof ways)[number];

/** Whether a member has heard of the import: in the thread, privately, or by direct message. */
export const isTold = ({ way }: Pick<Import, 'way'>): boolean => way !== null && way !== 'nowhere';

/** A message about an import in a member's direct messages. */
export type DirectMessage = { readonly memberId: string; readonly channelId: string; readonly ts: string };

/** Where what this member asked for goes: to the thread of the import's message, or to their direct messages. */
export function replyPlaceOf({ way, place, direct }: Import, memberId: string): MessagePlace {
  if (way === 'thread') return place;
  return direct?.memberId === memberId
    ? { channelId: direct.channelId, threadTs: direct.ts }
    : { channelId: memberId, threadTs: null };
}

/** How much of a file has been read so far, and for how long. */
export type ReadingProgress = {
  readonly bytes: number;
  readonly rows: number;
  readonly elapsedMs: number;
};

/** A plan as a member saw it: a later plan of the import has another number. */
export type PlanKey = { readonly importId: number; readonly planNumber: number };

export type Import = {
  readonly id: number;
  readonly workspaceId: string;
  readonly state: ImportState;
  readonly fileName: string;
  /** In bytes, as Slack reported it. */
  readonly fileSize: number;
  readonly slackFileId: string;
  readonly requestedBy: string;
  /** Who else wanted what the plan does: had the bot take the file, or made its plan larger. */
  readonly askedBy: readonly string[];
  /** Set before the import is shown, if another member has to approve what it waits for. */
  readonly secondPerson?: SecondPerson;
  readonly place: Place;
  /** The bot's message in the thread, which it keeps up to date; `null` until it was posted. */
  readonly messageTs: string | null;
  /** How the latest state was told; `null` until one was. */
  readonly way: Way | null;
  /** The bot's message in a member's direct messages, where the thread refused one; it is kept up to date, too. */
  readonly direct: DirectMessage | null;
  /** What was last said privately, where no message can be updated, so that it is said once; `null` if nothing was. */
  readonly told: string | null;
  /** Whether the file was addressed to the bot: in a direct message, with a mention, or in the thread of an export. */
  readonly addressed: boolean;
  /** The organization of new rows without a customer_id: from `org 12` in the message, or that of the export's thread. */
  readonly organizationId: number | null;
  /** The organization that the message names, if none has this name; members are asked for another one. */
  readonly organizationName: string | null;
  /** What the message wants done with the end users of the file; null: what the rows say. */
  readonly action: RowAction | null;
  readonly instructions: Instructions;
  /** Whether a member chose `organizationId` in the plan's menu. */
  readonly organizationChosen: boolean;
  /** Whether the plan was made for a thread that external members (people from other companies) can read. */
  readonly sharedOutside: boolean;
  /** Why the place that the import is shown in shows no names and values; asked each time before it is shown. */
  readonly hiddenBecause?: HiddenBecause;
  readonly plan: Plan | null;
  /** Counts the plans of this import. An approval is for the plan with a certain number. */
  readonly planNumber: number;
  /** The open plans of all files of the same message, if this one's message has the button for all of them. */
  readonly openPlans?: readonly PlanKey[];
  /** The import that has to end before this one is applied, undone, or redone. Set before the import is shown. */
  readonly awaitedImportId?: number;
  /** Why the file was rejected, or the error reference of a failure. */
  readonly reason: string | null;
  /** The member who clicked Apply or Cancel; `null` if nobody did: a plan that expired or was applied automatically. */
  readonly decidedBy: string | null;
  /** What differs from the previous plan, as a sentence; set if the shown plan replaces an outdated one. */
  readonly replanned: string | null;
  /** How long applying took, in milliseconds. */
  readonly applyMs: number | null;
  /** The last undo or redo; `null` if there was none. */
  readonly undo: Undo | null;
  /** The member who asked for the undo or redo that is running. */
  readonly undoneBy: string | null;
  /** Who asked for an undo or redo that another member has to start, or for the one that is running; else `null`. */
  readonly undoAskedBy: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

/** Why the import shows no names and values; null where it shows them. */
export function whyHidden({ hiddenBecause, sharedOutside }: Import): HiddenBecause | null {
  return hiddenBecause ?? (sharedOutside ? 'other company' : null);
}
