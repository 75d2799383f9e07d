// The `chat.*` methods.
import { maxUpdateText } from '../../block-kit/check-message.ts';
import { serializeMessage } from '../../serializers/serialize-message.ts';
import { workspaceAddress } from '../../serializers/workspace-address.ts';
import type { Json, Message } from '../../world/records.ts';
import type { World } from '../../world/world.ts';
import { channelById, requireMembership } from '../channel-access.ts';
import { readAttachments, readBlocks, readMetadata } from '../message-content.ts';
import { channelToPostIn, draftOf } from '../message-draft.ts';
import type { BotMethods, Call } from '../method.ts';
import { SlackError } from '../slack-error.ts';

const scopes = ['chat:write'];

export const chatMethods: BotMethods = {
  'chat.postMessage': {
    scopes,
    run({ world, messenger }, call) {
      const channel = channelToPostIn(world, call);
      requireMembership(channel, call, { alsoPublic: true });
      const { draft, warning } = draftOf(world, channel, call);
      const message = messenger.post(draft);
      const serialized = serializeMessage(world, message, { metadata: true });
      return { channel: channel.id, ts: message.ts, message: serialized, ...warning };
    },
  },
  'chat.postEphemeral': {
    scopes,
    run({ world }, call) {
      const channel = channelById(world, call, call.args.text('channel'));
      requireMembership(channel, call);
      const reader = world.members.get(call.args.text('user') ?? '');
      if (!reader) throw new SlackError('user_not_in_channel');
      if (!channel.members.has(reader.id)) throw new SlackError('user_not_in_channel');
      const { draft } = draftOf(world, channel, call);
      const { metadata: _, ...rest } = draft;
      const message = world.messages.add({ ...rest, onlyFor: reader.id });
      return { message_ts: message.ts };
    },
  },
  'chat.update': {
    scopes,
    run({ world, messenger }, call) {
      const before = ownMessage(world, call, 'cant_update_message');
      // https://docs.slack.dev/reference/methods/chat.update: "within a frozen, archived or deleted channel"
      if (world.channels.get(before.channel)?.archived) throw new SlackError('is_inactive');
      const message = messenger.update(before, updatedMessage(world, before, call));
      const serialized: Json = serializeMessage(world, message, { metadata: true });
      return { channel: message.channel, ts: message.ts, text: message.text, message: serialized };
    },
  },
  'chat.delete': {
    scopes,
    run({ world, messenger }, call) {
      const message = ownMessage(world, call, 'cant_delete_message');
      messenger.delete(message);
      return { channel: message.channel, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    scopes: [],
    run({ world }, call) {
      const channel = channelById(world, call, call.args.text('channel'));
      const message = world.messages.find(channel.id, call.args.text('message_ts') ?? '');
      if (!message) throw new SlackError('message_not_found');
      const { ts, threadTs } = message;
      const thread = threadTs && threadTs !== ts ? `?thread_ts=${threadTs}&cid=${channel.id}` : '';
      const permalink = `${workspaceAddress(world, channel.teamId)}/archives/${channel.id}/p${ts.replace('.', '')}${thread}`;
      return { channel: channel.id, permalink };
    },
  },
};

/** @throws SlackError `error` if the message is not the bot's own, or `message_not_found` */
function ownMessage(world: World, call: Call, error: string): Message {
  const channel = channelById(world, call, call.args.text('channel'));
  const message = world.messages.find(channel.id, call.args.text('ts') ?? '');
  if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found');
  if (message.botId !== call.installation.botId) throw new SlackError(error);
  return message;
}

/** https://docs.slack.dev/reference/methods/chat.update: blocks are kept only if neither text nor blocks are given. */
function updatedMessage(world: World, before: Message, call: Call): Message {
  const { args } = call;
  const text = args.has('text') ? (args.text('text') ?? '') : undefined;
  if (text !== undefined && text.length > maxUpdateText) throw new SlackError('msg_too_long');
  const blocks = readBlocks(args) ?? (text === undefined ? before.blocks : []);
  const attachments = readAttachments(args) ?? (text === undefined ? before.attachments : []);
  const given = readMetadata(args);
  const isEmpty = !text && blocks.length === 0 && attachments.length === 0;
  if (isEmpty && before.files.length === 0) throw new SlackError('no_text');
  const { metadata: current, ...rest } = before;
  const metadata = given === undefined ? current : given === 'remove' ? undefined : given;
  return {
    ...rest,
    text: text ?? before.text,
    blocks,
    attachments,
    edited: { user: call.bot.id, ts: world.ids.ts() },
    ...(metadata ? { metadata } : {}),
  };
}
