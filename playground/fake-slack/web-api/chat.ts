// The `chat.*` methods: post, update, delete, tell one member alone, link to a message.

import { updateTextLimit } from '../block-kit/check-message.ts';
import type { Parts } from '../parts.ts';
import { wireMessage } from '../wire/message.ts';
import type { Json, Message } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { readAttachments, readBlocks, readMetadata } from './content.ts';
import { channelToPostIn, draftOf } from './drafts.ts';
import type { Call, Methods } from './method.ts';
import { Refusal } from './refusal.ts';
import { channelById, needMembership } from './rooms.ts';

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
  if (text !== undefined && text.length > updateTextLimit) throw new Refusal('msg_too_long');
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
