// What the playground's web page and the fake say to each other: types only, for both sides.
//
//   GET  /playground/state?as=<member>   → State: the workspace as this member sees it
//   GET  /playground/changes?as=<member> → server-sent events, `data:` is a Change; ask for the state again after one
//   POST /playground/upload?name=<name>  → Uploaded; the body is the raw content of one file
//   POST /playground/act                 → Acted; the body is an Act in JSON
//   GET  /playground/files/<id>/<name>   → the content of a file, for the browser (no token needed)
//
// `<member>` is a handle (`dana`) or an id. An error is answered with `{ ok: false, error }` and status 400.
import type { Block, ChannelKind, MemberKind } from './world/records.ts';

export type State = {
  workspace: { id: string; name: string; domain: string };
  me: MemberInfo;
  /** The app's bot in this workspace; none while the app is not installed. */
  bot?: MemberInfo;
  members: MemberInfo[];
  /** Channels that the member is in, then other public ones; direct messages are named by `other`. */
  channels: ChannelInfo[];
  /** By channel id, only of channels that the member is in. Oldest first, replies and own ephemerals among them. */
  messages: Record<string, MessageInfo[]>;
  /** Open modals of the member, the top one last. */
  modals: ViewInfo[];
  home?: ViewInfo;
  /** Whether an app is connected to the fake. */
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
  /** Empty for direct messages. */
  name: string;
  kind: ChannelKind;
  isMember: boolean;
  archived: boolean;
  /** Shared with another company. */
  shared: boolean;
  members: string[];
  /** In direct messages: the member on the other side. */
  other?: string;
};

export type MessageInfo = {
  channel: string;
  ts: string;
  /** The thread that it belongs to; on a first message with replies its own `ts`. */
  threadTs?: string;
  replies: number;
  user: string;
  isBot: boolean;
  text: string;
  blocks: readonly Block[];
  files: FileInfo[];
  edited: boolean;
  deleted: boolean;
  /** Only this member sees it. */
  ephemeral: boolean;
  /** The value chosen in each menu, by `block_id` and `action_id`; `null` when nothing is. */
  chosen: Record<string, Record<string, string | null>>;
};

export type FileInfo = {
  id: string;
  name: string;
  title: string;
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
  /** Errors of the last submit, by block id. */
  errors: Readonly<Record<string, string>>;
};

/** A word that something changed; what, is in the state. `member`: only this member can see it. */
export type Change = {
  kind: 'message' | 'ephemeral' | 'file' | 'view' | 'channel' | 'member' | 'call' | 'delivery' | 'socket';
  channel?: string;
  ts?: string;
  member?: string;
  id?: string;
};

export type Uploaded = { ok: true; upload: string; name: string; size: number };

/** What the member does. `channel` is an id or a name; the `values` of a modal are by block id or action id. */
export type Act = { as: string } & (
  | { do: 'post'; channel: string; threadTs?: string; text: string }
  | { do: 'share'; channel: string; threadTs?: string; text?: string; uploads: string[] }
  | { do: 'command'; channel: string; text: string }
  | { do: 'click'; channel: string; ts: string; blockId?: string; actionId: string }
  | { do: 'select'; channel: string; ts: string; blockId?: string; actionId: string; value: string }
  | { do: 'submit'; view: string; values: Record<string, string | string[] | null> }
  | { do: 'close'; view: string }
  | { do: 'click in view'; view: string; blockId?: string; actionId: string }
  | { do: 'select in view'; view: string; blockId?: string; actionId: string; value: string }
  | { do: 'join'; channel: string }
  | { do: 'leave'; channel: string }
  | { do: 'erase'; channel: string; ts: string }
  | { do: 'open direct messages' }
);

export type Acted =
  | {
      ok: true;
      /** `post`, `share`: the message. */
      ts?: string;
      /** `open direct messages`. */
      channel?: string;
      /** `submit`: errors that the app showed. */
      errors?: Readonly<Record<string, string>>;
    }
  /** `operation_timeout` and `dispatch_failed`: the app didn't answer in time, or not well. Else a sentence. */
  | { ok: false; error: string; detail?: string };
