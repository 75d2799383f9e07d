// What the playground's page and the fake exchange. Types only, used by both sides.
//
//   GET  /playground/state?as=<member>   → WorkspaceState: the workspace as this member sees it
//   GET  /playground/changes?as=<member> → server-sent events whose `data` is a Change; fetch the state again after each
//   POST /playground/upload?name=<name>  → UploadResult; the body is the content of one file
//   POST /playground/act                 → ActionResult; the body is an ActionRequest in JSON
//   GET  /playground/files/<id>/<name>   → the content of a file; needs no token
//
// `<member>` is a handle (`dana`) or an id. An error is answered with status 400 and `{ ok: false, error }`.
import type { Block, ChannelKind, MemberKind } from '../world/records.ts';

export type WorkspaceState = {
  workspace: { id: string; name: string; domain: string };
  me: MemberInfo;
  /** The app's bot in this workspace; missing if the app was never installed here. */
  bot?: MemberInfo;
  members: MemberInfo[];
  /** The member's channels, followed by other public ones. */
  channels: ChannelInfo[];
  /**
   * Channel id to messages, only for the member's channels. Oldest first, including replies and the member's ephemeral
   * messages.
   */
  messages: Record<string, MessageInfo[]>;
  /** The member's open modals, the top one last. */
  modals: ViewInfo[];
  home?: ViewInfo;
  /** True while an app is connected to the fake. */
  connected: boolean;
};

export type MemberInfo = {
  id: string;
  name: string;
  realName: string;
  kind: MemberKind;
  teamId: string;
};

export type ChannelInfo = {
  id: string;
  /** Empty for direct messages; show the name of `other`. */
  name: string;
  kind: ChannelKind;
  isMember: boolean;
  archived: boolean;
  /** True if shared with another company. */
  shared: boolean;
  /** Ids of members. */
  members: string[];
  /** Only for direct messages: the id of the other member. */
  other?: string;
};

export type MessageInfo = {
  channel: string;
  ts: string;
  /** The `ts` of the thread's first message; equals `ts` on a first message that has replies. */
  threadTs?: string;
  /** Number of replies. */
  replies: number;
  user: string;
  isBot: boolean;
  text: string;
  blocks: readonly Block[];
  files: FileInfo[];
  edited: boolean;
  deleted: boolean;
  /** True if only this member sees the message. */
  ephemeral: boolean;
  /** Block id to action id to the value chosen in a menu, or `null`. */
  chosen: Record<string, Record<string, string | null>>;
};

export type FileInfo = {
  id: string;
  name: string;
  title: string;
  /** Bytes. */
  size: number;
  mimetype?: string;
  /** A path on the fake that a browser can open. */
  url: string;
};

export type ViewInfo = {
  id: string;
  type: 'modal' | 'home';
  title: string;
  submit?: string;
  close?: string;
  blocks: readonly Block[];
  /** Errors of the last submission: block id to sentence. */
  errors: Readonly<Record<string, string>>;
};

/** Says that something changed; the state has the result. `member` is set if only this member can see the change. */
export type Change = {
  kind: 'message' | 'ephemeral' | 'file' | 'view' | 'channel' | 'member' | 'call' | 'delivery' | 'connection';
  channel?: string;
  ts?: string;
  member?: string;
  id?: string;
};

export type UploadResult = { ok: true; upload: string; name: string; size: number };

/** What the fields of a modal contain: by block id or action id. */
export type ModalValues = Record<string, string | string[] | null>;

/** What a member does. `channel` is an id or a name. */
export type ActionRequest = { as: string } & (
  | { do: 'post'; channel: string; threadTs?: string; text: string }
  | { do: 'share'; channel: string; threadTs?: string; text?: string; uploads: string[] }
  | { do: 'command'; channel: string; text: string }
  | { do: 'click'; channel: string; ts: string; blockId?: string; actionId: string }
  | { do: 'select'; channel: string; ts: string; blockId?: string; actionId: string; value: string }
  /** Types into a menu with search. */
  | { do: 'suggest'; channel: string; ts: string; blockId?: string; actionId: string; typed: string }
  | { do: 'submit'; view: string; values: ModalValues }
  | { do: 'close'; view: string }
  | { do: 'click in view'; view: string; blockId?: string; actionId: string; values?: ModalValues }
  | { do: 'select in view'; view: string; blockId?: string; actionId: string; value: string }
  | { do: 'join'; channel: string }
  | { do: 'leave'; channel: string }
  | { do: 'delete'; channel: string; ts: string }
  | { do: 'open direct messages' }
);

export type ActionResult =
  | {
      ok: true;
      /** After `post` and `share`: the new message. */
      ts?: string;
      /** After `open direct messages`: the channel id. */
      channel?: string;
      /** After `suggest`: the texts of the options that the menu shows. */
      options?: readonly string[];
      /** After `submit`: the errors that the app shows. */
      errors?: Readonly<Record<string, string>>;
    }
  /** `error` is `operation_timeout` or `dispatch_failed` if the app failed to acknowledge, otherwise a sentence. */
  | { ok: false; error: string; detail?: string };
