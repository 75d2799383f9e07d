// What the fake stores: workspaces, members, channels, installations, messages, files, and views.

import type { Block, Json } from '../../block-kit.ts';

export type { Block, Json } from '../../block-kit.ts';

export type Workspace = {
  id: string;
  name: string;
  domain: string;
  /** Set when the workspace is part of an Enterprise organization. */
  enterpriseId?: string;
};

/** An Enterprise organization: several workspaces of one company. */
export type Enterprise = { id: string; name: string };

/** The kind of a member. The Web API shows kinds as flags; `deactivated` is `deleted: true` there. */
export type MemberKind =
  | 'ordinary'
  | 'admin'
  | 'owner'
  | 'primary owner'
  | 'guest'
  | 'single-channel guest'
  | 'bot'
  | 'deactivated';

export type Member = {
  id: string;
  /** The handle: `dana`. */
  name: string;
  realName: string;
  email: string;
  teamId: string;
  kind: MemberKind;
  /** Other workspaces of the member's Enterprise organization: workspace id to the member's kind there. */
  alsoIn: Readonly<Record<string, MemberKind>>;
  /** What the member may do in the whole Enterprise organization. */
  organizationRole?: 'admin' | 'owner';
  /** If true, Slack reports `is_stranger` even to the member's own workspaces. */
  stranger: boolean;
  tzOffset: number;
  /** Only for bots: the `bot_id` in the bot's messages. */
  botId?: string;
};

/** A member to add. Missing fields get defaults. */
export type NewMember = {
  id?: string;
  name: string;
  realName?: string;
  email?: string;
  kind?: MemberKind;
  workspace?: string;
  alsoIn?: Member['alsoIn'];
  organizationRole?: NonNullable<Member['organizationRole']>;
  stranger?: boolean;
};

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export type Channel = {
  id: string;
  /** `end-users`; empty for direct messages. */
  name: string;
  kind: ChannelKind;
  /** Id of the owning workspace. */
  teamId: string;
  /** Ids of the other companies' workspaces that share the channel. */
  sharedWith: readonly string[];
  /** Ids of workspaces that were invited and have not accepted yet. */
  pendingWith: readonly string[];
  /** Shared with other workspaces of the same Enterprise organization. */
  orgShared: boolean;
  /** Ids of members, including the bot's user id. */
  members: Set<string>;
  archived: boolean;
  creator: string;
  /** Seconds since 1970. */
  created: number;
};

/**
 * One installation of the app in a workspace. An org-wide installation is one for the Enterprise organization, and one with
 * the same token for each workspace that was granted access.
 */
export type Installation = {
  /** Id of the workspace, or of the Enterprise organization. */
  teamId: string;
  /** Only for an org-wide installation: id of the Enterprise organization. */
  enterpriseId?: string;
  appId: string;
  botId: string;
  botUserId: string;
  /** The newest token. */
  token: string;
  /** Older tokens that are still valid: with token rotation, two are valid at a time. */
  earlierTokens: readonly string[];
  /** Tokens that are answered with `token_expired`. */
  expired: ReadonlySet<string>;
  scopes: ReadonlySet<string>;
  /** False after the app was uninstalled or its tokens were revoked. */
  active: boolean;
};

export type Metadata = { event_type: string; event_payload: Json };

/** A message. The record is immutable: an edit replaces it. */
export type Message = {
  channel: string;
  ts: string;
  /** The `ts` of the thread's first message; equals `ts` on a first message that has replies. */
  threadTs?: string;
  /** User id of the author, who may be the bot; empty for a workflow. */
  user: string;
  teamId: string;
  botId?: string;
  subtype?: string;
  text: string;
  blocks: readonly Block[];
  attachments: readonly Json[];
  /** Ids of shared files. */
  files: readonly string[];
  metadata?: Metadata;
  edited?: { user: string; ts: string };
  /** Only for ephemeral messages: the id of the only member who sees the message. */
  onlyFor?: string;
};

/** `quip` is a canvas, `space` a post. */
export type FileMode = 'hosted' | 'snippet' | 'external' | 'quip' | 'list' | 'space' | 'email';

export type SharedFile = {
  id: string;
  name: string;
  title: string;
  /** Missing if Slack could not detect it. */
  mimetype?: string;
  filetype: string;
  mode: FileMode;
  /** Bytes. */
  size: number;
  user: string;
  teamId: string;
  /** Seconds since 1970. */
  created: number;
  /** Where the file was shared: channel ids and timestamps of messages. */
  shares: readonly { channel: string; ts: string; threadTs?: string }[];
  /** Uploaded by a member of another company in a shared channel: events say `check_file_info`. */
  foreign: boolean;
  /** How many more answers of `files.info` lack the download URL. */
  urlMissing: number;
  deleted: boolean;
};

export type View = {
  id: string;
  teamId: string;
  /** Id of the member who sees the view. */
  user: string;
  type: 'modal' | 'home';
  /** The view as the app sent it, with missing ids filled in. */
  content: Json & { blocks: readonly Block[] };
  rootId: string;
  previousId?: string;
  externalId?: string;
  hash: string;
  open: boolean;
  /** Errors of the last submission: block id to sentence. */
  errors: Readonly<Record<string, string>>;
};
