// What the use cases need of the world outside: the queue's jobs by name, and what Slack must be able to do.
import type { ExportKey } from '../db/exports.ts';
import type { ImportKey } from '../db/imports.ts';
import type { Export } from '../model/export.ts';
import type { Import, Place, ReadingProgress } from '../model/import.ts';
import type { FileShare } from './import/request-import.ts';

/** The durable jobs and what each carries: keys only, the rest is in the database. */
export type Jobs = {
  'prepare-import': ImportKey;
  'plan-import': ImportKey;
  'apply-import': ImportKey;
  'undo-import': ImportKey;
  'show-import': ImportKey;
  /** `problemRows` tells for which rows the file is: a plan made meanwhile may have others. */
  'post-problem-file': ImportKey & { readonly problemRows: string };
  'expire-import': ImportKey;
  'perform-export': ExportKey;
  'show-export': ExportKey;
  'clear-stage': ImportKey;
  say: Notice;
  /**
   * Looks for shares since a moment (ISO 8601): in all channels, in one, or in one thread. One page of what is there:
   * the first one where it has no `cursor`, as those of earlier versions have not.
   */
  'catch-up': {
    readonly workspaceId: string;
    readonly since: string;
    readonly channelId: string | null;
    readonly threadTs: string | null;
    readonly cursor?: string;
  };
  /** Where the bot was not asked, only for these files, in case one of them is its business; `null`: in any case. */
  'refuse-share': DeniedShare & {
    readonly onlyFor: readonly string[] | null;
    /** Whether the message says `org 12`. */
    readonly namesOrganization: boolean;
  };
};

/** Somebody who shared files and may not import. */
export type DeniedShare = {
  readonly workspaceId: string;
  readonly channelId: string;
  /** `null`: in the channel itself. */
  readonly threadTs: string | null;
  readonly memberId: string;
};

/** Tells them so, for nobody else to see; says nothing to one who may by now. */
export type Refuse = (refused: DeniedShare) => Promise<void>;

/** Whether the member may apply imports, now. Asks Slack. */
export type MayDecide = (workspaceId: string, memberId: string) => Promise<boolean>;

/** Whether people of another company may read what is said in a channel; also where that can't be known. Asks Slack. */
export type IsSharedOutside = (where: {
  readonly workspaceId: string;
  readonly channelId: string;
}) => Promise<boolean>;

/** Something that is said once, and not kept up to date. */
export type Notice = (
  | { readonly words: 'hello' | 'help' }
  | { readonly words: 'problem-file-lost'; readonly reference: string | null }
) & {
  readonly workspaceId: string;
  readonly channelId: string;
  /** `null`: in the channel itself. */
  readonly threadTs: string | null;
  /** The `ts` of what it answers: however often that comes, it is answered once. */
  readonly to: string;
};

export type Files = {
  /**
   * The bytes of a shared file, as they arrive.
   * @throws WrongFile when Slack no longer has it or won't give it to us: trying again doesn't help
   */
  download(
    file: { workspaceId: string; slackFileId: string },
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array>;
  /**
   * The file that an earlier run uploaded into a channel, where it came to be posted there. Throws what has the job
   * ask again where that is not yet certain.
   */
  findPosted(
    file: { workspaceId: string; slackFileId: string },
    channelId: string,
  ): Promise<PostedFile | null>;
  /** Posts the file of an export into its thread, with what to do with it; see `Upload`. */
  postExport(of: Export, place: Place, file: OutgoingFile, upload: Upload): Promise<PostedFile>;
  /** Posts the rows that an import leaves out into its thread; see `Upload`. */
  postProblems(of: Import, file: OutgoingFile, upload: Upload): Promise<PostedFile>;
};

/**
 * What was shared in Slack since a moment, noted by us or not, a page at a time: `cursor` is empty for the first one,
 * `next` where there are no more. A place that is out of our sight by now has nothing.
 */
export type MissedShares = {
  /** The channels and direct messages that the bot is in, by id. */
  channels(workspaceId: string, cursor: string): Promise<{ channelIds: string[]; next: string }>;
  /** What was shared in the channel itself, and the threads there, begun after `begunAfter`, with an answer since. */
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
  /** Where it begins in what is at `path`, in bytes. */
  readonly start: number;
  readonly name: string;
};

/** How a file is posted once: whoever runs again asks `findPosted` about the upload that was begun. */
export type Upload = {
  /** Called with Slack's id before the file is seen by anybody. */
  begin(slackFileId: string): Promise<void>;
  readonly signal: AbortSignal;
};

export type PostedFile = { readonly slackFileId: string; readonly permalink: string | null };

/** Messages that are kept up to date: posted when `messageTs` is null, else updated. Each gives the message's ts. */
export type Messages = {
  /** Gives null for an import about which nothing is said. */
  showImport(shown: Import, progress?: ReadingProgress): Promise<string | null>;
  showExport(shown: Export, channelId: string, progress?: WritingProgress): Promise<string>;
  postNotice(saying: Notice): Promise<void>;
  /** The channel that an export goes to: the command's, or the member's direct messages. */
  channelFor(wanted: Export): Promise<string>;
};

/** How many end users are in the file so far, of how many. */
export type WritingProgress = { readonly rows: number; readonly total: number };
