// What use cases need from outside: the context that is created once at startup, and the ports to Slack.
import type { ShownMessage } from '../db/imports.ts';
import type { InWorkspace } from '../db/in-workspace.ts';
import type { BegunPosting, PostingKey } from '../db/postings.ts';
import type { Database } from '../db/transaction.ts';
import type { Log } from '../log.ts';
import type { EndUserKey } from '../model/end-user.ts';
import type { Export } from '../model/export.ts';
import type { FileOffer } from '../model/file-offer.ts';
import type { FileShare } from '../model/file-share.ts';
import type { HiddenBecause } from '../model/hidden-because.ts';
import type { Import, MessagePlace, Place, ReadingProgress } from '../model/import.ts';
import type { Organization } from '../model/organization.ts';
import type { Permission } from '../model/permissions.ts';
import type { Links, PlacesInSlack } from '../model/personal-data.ts';
import type { Notice, TypedCommand } from './job-payloads.ts';
import type { ProgressThrottle } from './progress/progress-throttle.ts';

/** The first argument of every use case. */
export type Context = {
  /** Runs a transaction that sees one workspace only. */
  readonly inWorkspace: InWorkspace;
  /** Sees all workspaces: for what belongs to none of them, such as statistics and the orphan reaper. */
  readonly db: Database;
  readonly slack: SlackPorts;
  readonly progress: ProgressThrottle;
  readonly limits: ImportLimits;
  readonly log: Log;
};

/** How much members may have read at a time, set by the operator. */
export type ImportLimits = {
  /** In one file, without its header. */
  readonly rows: number;
  /** For the staged rows of all imports of one workspace together. */
  readonly stagedBytes: number;
};

export type SlackPorts = {
  readonly files: Files;
  readonly messages: Messages;
  readonly missedShares: MissedShares;
  /** Whether the member may do this now. Asks Slack who the member is. */
  isAllowed(workspaceId: string, memberId: string, permission: Permission): Promise<boolean>;
  /** The ids of the workspaces in which an org-wide installation may act. Asks Slack. */
  grantedWorkspaces(enterpriseId: string): Promise<readonly string[]>;
  /** Why a place may not show names and values; null where it may. Asks Slack each time. */
  hiddenBecause(workspaceId: string, channelId: string): Promise<HiddenBecause | null>;
  /** The addresses of the threads and files that this member can open. A link that Slack doesn't tell in time is missing. */
  linksTo(workspaceId: string, readerId: string, places: PlacesInSlack): Promise<Links>;
  /** Tells a member, privately, that they may not import; does nothing if they may by now. */
  denyImport(share: DeniedShare): Promise<void>;
  /** Runs it once, however often this is called, and has the answer posted once. */
  runTypedCommand(typed: TypedCommand): Promise<void>;
};

/** Where and by whom files were shared that this member may not import. */
export type DeniedShare = {
  readonly workspaceId: string;
  readonly channelId: string;
  /** `null`: in the channel itself. */
  readonly threadTs: string | null;
  readonly memberId: string;
};

export type Files = {
  /**
   * The bytes of a shared file, as they arrive.
   * @throws BadFileError when Slack no longer has the file or refuses to send it: a retry would not help
   * @throws SlotYieldedError when no bytes arrive and another job waits for the slot
   */
  download(
    file: { workspaceId: string; slackFileId: string },
    job: { readonly signal: AbortSignal; yieldsSlot(): boolean },
  ): AsyncIterable<Uint8Array>;
  /**
   * The file that an earlier run uploaded, if it was posted, in this channel where one is given.
   * @returns 'lost' when Slack accepted the upload and never posted the file; null when the upload was not completed
   * @throws RetryLaterError while Slack may still be posting the file
   */
  findPosted(
    file: { workspaceId: string; slackFileId: string },
    channelId?: string,
  ): Promise<PostedFile | 'lost' | null>;
  /** Posts an export's file into its thread, with a comment that says what to do with it. */
  postExport(record: Export, file: OutgoingFile, upload: Upload): Promise<PostedFile>;
  /** Posts the rows that an import leaves out into its thread. */
  postProblems(record: Import, file: OutgoingFile, upload: Upload): Promise<PostedFile>;
  /** Posts all cells of an import's plan or result. */
  postCells(record: Import, of: 'plan' | 'result', file: OutgoingFile, upload: Upload): Promise<PostedFile>;
  /** Posts the statement of what is stored about an end user. */
  postPersonalData(endUser: EndUserKey, file: OutgoingFile, upload: Upload): Promise<PostedFile>;
};

/**
 * What members shared in Slack since a point in time, one page per call. `cursor` is empty for the first page, `next`
 * is empty after the last one. A place that the bot can no longer see has no shares.
 */
export type MissedShares = {
  /** The ids of the channels and direct messages that the bot is in. */
  channels(workspaceId: string, cursor: string): Promise<{ channelIds: string[]; next: string }>;
  /** Shares in the channel itself, and the threads that began after `begunAfter` and have newer replies. */
  inChannel(
    where: { readonly workspaceId: string; readonly channelId: string },
    since: Date,
    begunAfter: Date,
    cursor: string,
  ): Promise<{ shares: FileShare[]; threads: string[]; next: string }>;
  inThread(
    where: Place & { readonly workspaceId: string },
    since: Date,
    cursor: string,
  ): Promise<{ shares: FileShare[]; next: string }>;
};

export type OutgoingFile = {
  readonly path: string;
  /** Offset of the first byte to send, in bytes. */
  readonly start: number;
  readonly name: string;
};

/** How a file is posted only once: a later run asks `findPosted` about the upload that an earlier run began. */
export type Upload = {
  /**
   * Called with Slack's file id right before anyone can see the file.
   * @returns the place that it is posted in
   */
  begin(slackFileId: string): Promise<MessagePlace>;
  /** Whether Slack lost this file before: when it does so again, the upload fails for good. */
  readonly wasLost: boolean;
  readonly signal: AbortSignal;
};

export type PostedFile = { readonly slackFileId: string; readonly permalink: string | null };

/** The bot's messages. A message that is kept up to date is posted when `messageTs` is null, and updated after that. */
export type { BegunPosting, PostingKey, ShownMessage };

/** Which messages the app has begun to post: after a crash, one may be there whose ts nobody has stored. */
export type Postings = {
  /** Records that a message is about to be posted. @returns null for the first run that posts it */
  begin(key: PostingKey): Promise<BegunPosting | null>;
  /** Remembers how far the history has been searched for it. */
  keepCursor(key: PostingKey, cursor: string): Promise<void>;
  /** The search has found nothing: the message is posted now, and would be found at the beginning. */
  beginAgain(key: PostingKey): Promise<void>;
  /** Slack refused the message: there is nothing to look for. */
  forget(key: PostingKey): Promise<void>;
};

export type Messages = {
  /**
   * Where Slack refuses a message for good, such as in an archived channel, what matters is said privately in the channel, or
   * else in a direct message, which is kept up to date from then on.
   *
   * @returns where the message is; as before when this state of the import needs none
   */
  showImport(record: Import, progress?: ReadingProgress | 'stalled'): Promise<ShownMessage>;
  /** Deletes a message about the import that another process has posted as well. */
  deleteDuplicate(record: Import): Promise<void>;
  /**
   * @returns the message's ts
   * @throws PlaceRefusedError
   */
  showExport(record: Export, channelId: string, progress?: WritingProgress): Promise<string>;
  /** Tells the member, privately in the channel of the command, that Slack refuses to deliver the export to them. */
  showExportUndelivered(record: Export): Promise<void>;
  /** In the message that was posted in a channel, says that the file goes to a direct message, and why. */
  showExportMoved(record: Export, channelId: string, because: HiddenBecause | 'refused'): Promise<void>;
  postNotice(notice: Notice): Promise<void>;
  /** Tells the member who shared a file privately about it. A second call posts a second message. */
  offerImport(offered: OfferedFile): Promise<void>;
  /** The channel that an export is posted in: the command's channel, or the member's direct messages. */
  channelFor(record: Export): Promise<string>;
};

/** A file that nobody addressed, and what to say about it. */
export type OfferedFile = {
  readonly record: Import;
  readonly offer: FileOffer;
  /** Whether the file was shared in a thread, so that the member is told there. */
  readonly isInThread: boolean;
  /** The organizations to choose from, by name, and how many there are in all. */
  readonly organizations: readonly Organization[];
  readonly total: number;
};

/** How many end users are in the file so far, out of `total`. */
export type WritingProgress = { readonly rows: number; readonly total: number };
