// The nouns of the fake: workspaces, members, channels, messages, files and views, as the fake keeps them.

import type { Block, Json } from '../../block-kit.ts';

export type { Block, Json } from '../../block-kit.ts';

export type Workspace = {
  id: string;
  name: string;
  domain: string;
  /** Set when the workspace is part of an Enterprise organization. */
  enterpriseId?: string;
};

/** What Slack knows about the kind of a member; `deactivated` ones are `deleted` on the wire. */
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
  /** The handle, `dana`. */
  name: string;
  realName: string;
  email: string;
  teamId: string;
  kind: MemberKind;
  /** Other workspaces of their Enterprise organization that they are in, and what they are there. */
  alsoIn: Readonly<Record<string, MemberKind>>;
  /** Slack calls them a stranger even where their workspaces say otherwise. */
  stranger: boolean;
  tzOffset: number;
  /** Set for a bot member: the id that its messages carry. */
  botId?: string;
};

/** What is left out is made up. */
export type NewMember = {
  id?: string;
  name: string;
  realName?: string;
  email?: string;
  kind?: MemberKind;
  workspace?: string;
  alsoIn?: Member['alsoIn'];
  stranger?: boolean;
};

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export type Channel = {
  id: string;
  /** `end-users`; empty for direct messages. */
  name: string;
  kind: ChannelKind;
  /** The workspace that owns it. */
  teamId: string;
  /** Other workspaces (other companies) that it is shared with. */
  sharedWith: readonly string[];
  /** Other companies that were invited, and have not yet said yes. */
  pendingWith: readonly string[];
  members: Set<string>;
  archived: boolean;
  creator: string;
  created: number;
};

/** One installation of the app in a workspace. */
export type Installation = {
  teamId: string;
  appId: string;
  botId: string;
  botUserId: string;
  /** The newest one. */
  token: string;
  /** Older ones: with token rotation two are good at a time. */
  earlierTokens: readonly string[];
  expired: ReadonlySet<string>;
  scopes: ReadonlySet<string>;
  active: boolean;
};

export type Metadata = { event_type: string; event_payload: Json };

/** A message; the record is never changed, an edit puts another in its place. */
export type Message = {
  channel: string;
  ts: string;
  /** The first message of the thread that it belongs to; equals `ts` on a first message with replies. */
  threadTs?: string;
  /** The member, or the bot's member, who wrote it. */
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
  /** Set on an ephemeral: the only member who sees it. */
  onlyFor?: string;
};

export type FileMode = 'hosted' | 'snippet' | 'external';

export type SharedFile = {
  id: string;
  name: string;
  title: string;
  /** Not set when Slack could not tell. */
  mimetype?: string;
  filetype: string;
  mode: FileMode;
  size: number;
  user: string;
  teamId: string;
  created: number;
  /** Where it was shared: channel id and the message's timestamp. */
  shares: readonly { channel: string; ts: string; threadTs?: string }[];
  /** Seen through a shared channel of another workspace: events say `check_file_info`. */
  foreign: boolean;
  /** How many times the answer of `files.info` still lacks the URL. */
  urlMissing: number;
  deleted: boolean;
};

export type View = {
  id: string;
  teamId: string;
  /** The member who has it open. */
  user: string;
  type: 'modal' | 'home';
  /** As the app sent it, ids filled in. */
  content: Json & { blocks: readonly Block[] };
  rootId: string;
  previousId?: string;
  externalId?: string;
  hash: string;
  open: boolean;
  /** Errors of the last submit, block id to sentence. */
  errors: Readonly<Record<string, string>>;
};
