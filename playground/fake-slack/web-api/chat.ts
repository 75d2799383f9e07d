// The `chat.*` methods: post, update, delete, tell one member alone, link to a message.

import type { Parts } from '../parts.ts';
import { wireMessage } from '../wire/message.ts';
import type { Channel, Json, Message } from '../world/records.ts';
import { directMessage, type World } from '../world/world.ts';
import { readAttachments, readBlocks, readMetadata, readText } from './content.ts';
import type { Call, Methods } from './method.ts';
import { Refusal } from './refusal.ts';
import { channelById, isVisible, needMembership } from './rooms.ts';

/** For posting only, a member's id or a public channel's name will do too. */
function channelToPostIn(world: World, call: Call): Channel {
  const given = call.args.text('channel');
  const member = given === undefined ? undefined : world.members.get(given);
  if (member && member.kind !== 'deactivated' && member.id !== call.bot.id) {
    return directMessage(world, call.bot, member);
  }
  const name = given?.replace(/^#/, '');
  const named = [...world.channels.values()].find(
    (channel) => channel.kind === 'public' && channel.name === name && isVisible(channel, call),
  );
  return named ?? channelById(world, call, given);
}

/**
 * The thread to post in. When its first message is gone Slack does not refuse: the message stands in the channel
 * itself, and its `thread_ts` is missing in the answer (seen in github.com/slack-go/slack/issues/1571).
 */
export function threadOf(world: World, channel: Channel, call: Call): { threadTs?: string } {
  const ts = call.args.text('thread_ts');
  if (ts === undefined) return {};
  if (!/^\d{10}\.\d{6}$/.test(ts)) throw new Refusal('invalid_thread_ts');
  const parent = world.messages.find(channel.id, ts);
  if (!parent) return {};
  if (parent.threadTs !== undefined && parent.threadTs !== ts) throw new Refusal('cannot_reply_to_message');
  return { threadTs: ts };
}

function draftOf(world: World, channel: Channel, call: Call) {
  const blocks = readBlocks(call.args) ?? [];
  const attachments = readAttachments(call.args) ?? [];
  const metadata = readMetadata(call.args);
  const { text, warning } = readText(call.args);
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw new Refusal('no_text');
  const { teamId, botId } = call.installation;
  const draft = {
    channel: channel.id,
    user: call.bot.id,
    botId,
    teamId,
    text: text === '' ? "This content can't be displayed." : text,
    blocks,
    attachments,
    files: [],
    ...threadOf(world, channel, call),
    ...(metadata && metadata !== 'remove' ? { metadata } : {}),
  };
  return { draft, warning };
}

function ownMessage(world: World, call: Call, error: string): Message {
  const channel = channelById(world, call, call.args.text('channel'));
  const message = world.messages.find(channel.id, call.args.text('ts') ?? '');
  if (!message || message.subtype === 'tombstone') throw new Refusal('message_not_found');
  if (message.botId !== call.installation.botId) throw new Refusal(error);
  return message;
}

export function chatMethods({ world, talk }: Parts): Methods {
  const scopes = ['chat:write'];
  return {
    'chat.postMessage': {
      scopes,
      run(call) {
        const channel = channelToPostIn(world, call);
        needMembership(channel, call, { alsoPublic: true });
        const { draft, warning } = draftOf(world, channel, call);
        const message = talk.say(draft);
        const shown = wireMessage(world, message, { metadata: true });
        return { channel: channel.id, ts: message.ts, message: shown, ...warning };
      },
    },
    'chat.postEphemeral': {
      scopes,
      run(call) {
        const channel = channelById(world, call, call.args.text('channel'));
        needMembership(channel, call);
        const reader = world.members.get(call.args.text('user') ?? '');
        if (!reader) throw new Refusal('user_not_in_channel');
        if (!channel.members.has(reader.id)) throw new Refusal('user_not_in_channel');
        const { draft } = draftOf(world, channel, call);
        const { metadata: _, ...rest } = draft;
        const message = world.messages.add({ ...rest, onlyFor: reader.id });
        return { message_ts: message.ts };
      },
    },
    'chat.update': {
      scopes,
      run(call) {
        const before = ownMessage(world, call, 'cant_update_message');
        const message = talk.edit(before, changed(world, before, call));
        const shown: Json = wireMessage(world, message, { metadata: true });
        return { channel: message.channel, ts: message.ts, text: message.text, message: shown };
      },
    },
    'chat.delete': {
      scopes,
      run(call) {
        const message = ownMessage(world, call, 'cant_delete_message');
        talk.erase(message);
        return { channel: message.channel, ts: message.ts };
      },
    },
    'chat.getPermalink': {
      scopes: [],
      run(call) {
        const channel = channelById(world, call, call.args.text('channel'));
        const message = world.messages.find(channel.id, call.args.text('message_ts') ?? '');
        if (!message) throw new Refusal('message_not_found');
        const { ts, threadTs } = message;
        const thread = threadTs && threadTs !== ts ? `?thread_ts=${threadTs}&cid=${channel.id}` : '';
        const permalink = `${world.url}/archives/${channel.id}/p${ts.replace('.', '')}${thread}`;
        return { channel: channel.id, permalink };
      },
    },
  };
}

/** docs.slack.dev/reference/methods/chat.update: blocks are kept only when neither they nor text are given. */
function changed(world: World, before: Message, call: Call): Message {
  const { args } = call;
  const text = args.has('text') ? (args.text('text') ?? '') : undefined;
  if (text !== undefined && text.length > 4_000) throw new Refusal('msg_too_long');
  const blocks = readBlocks(args) ?? (text === undefined ? before.blocks : []);
  const attachments = readAttachments(args) ?? (text === undefined ? before.attachments : []);
  const metadata = readMetadata(args);
  const nothing = !text && blocks.length === 0 && attachments.length === 0;
  if (nothing && before.files.length === 0) throw new Refusal('no_text');
  const { metadata: kept, ...rest } = before;
  const next = metadata === undefined ? kept : metadata === 'remove' ? undefined : metadata;
  return {
    ...rest,
    text: text ?? before.text,
    blocks,
    attachments,
    edited: { user: call.bot.id, ts: world.ids.ts() },
    ...(next ? { metadata: next } : {}),
  };
}
