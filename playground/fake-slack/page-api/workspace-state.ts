// The state of a workspace as one member sees it, for the page.
import { type Json, textOf } from '../../block-kit.ts';
import type { FakeContext } from '../context.ts';
import { stateOf } from '../interactivity/menu-choices.ts';
import type { Channel, Member, Message, SharedFile, View } from '../world/records.ts';
import type { ChannelInfo, FileInfo, MemberInfo, MessageInfo, ViewInfo, WorkspaceState } from './protocol.ts';

export function workspaceState(context: FakeContext, me: Member): WorkspaceState {
  const { world, views, app } = context;
  const workspace = world.workspaces.get(me.teamId);
  const bot = world.members.get(world.installations.get(me.teamId)?.botUserId ?? '');
  const channels = [...world.channels.values()]
    .filter(({ members, kind, teamId }) => members.has(me.id) || (kind === 'public' && teamId === me.teamId))
    .map((channel) => channelInfo(channel, me));
  const ownChannels = channels.filter(({ isMember }) => isMember);
  const ephemerals = world.messages.ephemerals(me.id);
  const messagesIn = ({ id }: ChannelInfo) =>
    [...world.messages.all(id), ...ephemerals.filter(({ channel }) => channel === id)]
      .sort((a, b) => Number(a.ts) - Number(b.ts))
      .map((message) => messageInfo(context, me, message));
  const home = [...world.views.values()].find(({ type, user }) => type === 'home' && user === me.id);
  return {
    workspace: { id: me.teamId, name: workspace?.name ?? '', domain: workspace?.domain ?? '' },
    me: memberInfo(me),
    ...(bot ? { bot: memberInfo(bot) } : {}),
    members: [...world.members.values()].map(memberInfo),
    channels: [...ownChannels, ...channels.filter(({ isMember }) => !isMember)],
    messages: Object.fromEntries(ownChannels.map((channel) => [channel.id, messagesIn(channel)])),
    modals: views.stack(me.id).map(viewInfo),
    ...(home ? { home: viewInfo(home) } : {}),
    connected: app.connected(),
  };
}

function memberInfo({ id, name, realName, kind, teamId }: Member): MemberInfo {
  return { id, name, realName, kind, teamId };
}

function fileInfo({ id, name, title, size, mimetype, deleted }: SharedFile): FileInfo[] {
  if (deleted) return [];
  const url = `/playground/files/${id}/${encodeURIComponent(name)}`;
  return [{ id, name, title, size, url, ...(mimetype ? { mimetype } : {}) }];
}

function channelInfo(channel: Channel, me: Member): ChannelInfo {
  const other = channel.kind === 'im' ? [...channel.members].find((id) => id !== me.id) : undefined;
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    isMember: channel.members.has(me.id),
    archived: channel.archived,
    shared: channel.sharedWith.length > 0,
    members: [...channel.members],
    ...(other ? { other } : {}),
  };
}

function messageInfo({ world, choices }: FakeContext, me: Member, message: Message): MessageInfo {
  const chosen: MessageInfo['chosen'] = {};
  for (const [block, actions] of Object.entries(stateOf(choices, message, me))) {
    for (const [action, state] of Object.entries(actions)) {
      const option = state.selected_option as Json | null | undefined;
      chosen[block] = { ...chosen[block], [action]: option ? String(option.value) : null };
    }
  }
  return {
    channel: message.channel,
    ts: message.ts,
    ...(message.threadTs ? { threadTs: message.threadTs } : {}),
    replies:
      message.threadTs === message.ts ? world.messages.thread(message.channel, message.ts).length - 1 : 0,
    user: message.user,
    isBot: message.botId !== undefined,
    text: message.text,
    blocks: message.blocks,
    files: message.files.flatMap((id) => {
      const file = world.files.get(id);
      return file ? fileInfo(file) : [];
    }),
    edited: message.edited !== undefined,
    deleted: message.subtype === 'tombstone',
    ephemeral: message.onlyFor !== undefined,
    chosen,
  };
}

function viewInfo({ id, type, content, errors }: View): ViewInfo {
  const submit = textOf(content.submit);
  const close = textOf(content.close);
  return {
    id,
    type,
    title: textOf(content.title),
    ...(submit ? { submit } : {}),
    ...(close ? { close } : {}),
    blocks: content.blocks,
    errors,
  };
}
