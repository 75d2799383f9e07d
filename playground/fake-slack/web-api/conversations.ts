// The `conversations.*` methods: who may see which channel, what was said in it.

import type { Parts } from '../parts.ts';
import { wireChannel } from '../wire/channel.ts';
import { wireMessage } from '../wire/message.ts';
import type { Channel, ChannelKind, Message } from '../world/records.ts';
import { directMessage, type World } from '../world/world.ts';
import type { Args } from './args.ts';
import { type Call, type Methods, needScope } from './method.ts';
import { page } from './pages.ts';
import { Refusal } from './refusal.ts';
import { channelById, channelScopes, isVisible, needChannelScope } from './rooms.ts';

const kinds: Record<string, ChannelKind> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

/** Channels of the kinds in `types` (public ones when not given) that the bot may know of. */
export function listChannels(world: World, call: Call, memberId?: string): Channel[] {
  const types = (call.args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  const wanted = types.map((type) => {
    const kind = kinds[type];
    if (!kind) throw new Refusal('invalid_types');
    needScope(
      call.installation,
      `${{ public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' }[kind]}:read`,
    );
    return kind;
  });
  const hideArchived = call.args.flag('exclude_archived');
  return [...world.channels.values()].filter(
    (channel) =>
      wanted.includes(channel.kind) &&
      isVisible(channel, call) &&
      !(hideArchived && channel.archived) &&
      (memberId === undefined || channel.members.has(memberId)),
  );
}

function inRange(messages: readonly Message[], args: Args): Message[] {
  const oldest = Number(args.text('oldest') ?? 0);
  const latest = Number(args.text('latest') ?? Number.MAX_SAFE_INTEGER);
  if (Number.isNaN(oldest)) throw new Refusal('invalid_ts_oldest');
  if (Number.isNaN(latest)) throw new Refusal('invalid_ts_latest');
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest));
  });
}

/** The channel, if the bot may read what was said in it. */
function readable(world: World, call: Call): Channel {
  const channel = channelById(world, call, call.args.text('channel'));
  needChannelScope(channel, call, 'history');
  if (!channel.members.has(call.bot.id)) throw new Refusal('not_in_channel');
  return channel;
}

export function conversationsMethods({ world, talk }: Parts): Methods {
  const show = (messages: readonly Message[], args: Args) =>
    messages.map((message) => wireMessage(world, message, { metadata: args.flag('include_all_metadata') }));

  return {
    'conversations.open': {
      scopes: ['im:write', 'mpim:write', 'channels:manage', 'groups:write'],
      run(call) {
        const given = call.args.text('users');
        const known = call.args.text('channel');
        if (!given && known) {
          return { channel: wireChannel(world, channelById(world, call, known), call.bot.id) };
        }
        if (!given) throw new Refusal('users_list_not_supplied');
        const users = given.split(',').map((id) => world.members.get(id.trim()));
        if (users.length > 8) throw new Refusal('too_many_users');
        const [other] = users;
        if (!other || users.some((user) => !user)) throw new Refusal('user_not_found');
        if (other.kind === 'deactivated') throw new Refusal('user_disabled');
        const before = world.channels.size;
        const channel = directMessage(world, call.bot, other);
        const repeated = before === world.channels.size ? { no_op: true, already_open: true } : {};
        if (!call.args.flag('return_im')) return { ...repeated, channel: { id: channel.id } };
        return { ...repeated, channel: wireChannel(world, channel, call.bot.id) };
      },
    },
    'conversations.info': {
      scopes: channelScopes('read'),
      run(call) {
        const channel = channelById(world, call, call.args.text('channel'));
        needChannelScope(channel, call, 'read');
        return { channel: wireChannel(world, channel, call.bot.id) };
      },
    },
    'conversations.list': {
      scopes: channelScopes('read'),
      run(call) {
        const { items, response_metadata } = page(listChannels(world, call), call.args, 100);
        return {
          channels: items.map((channel) => wireChannel(world, channel, call.bot.id)),
          response_metadata,
        };
      },
    },
    'conversations.members': {
      scopes: channelScopes('read'),
      run(call) {
        const channel = channelById(world, call, call.args.text('channel'));
        needChannelScope(channel, call, 'read');
        const { items, response_metadata } = page([...channel.members], call.args, 100);
        return { members: items, response_metadata };
      },
    },
    'conversations.join': {
      scopes: ['channels:join'],
      run(call) {
        const channel = channelById(world, call, call.args.text('channel'));
        if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
        if (channel.archived) throw new Refusal('is_archived');
        channel.members.add(call.bot.id);
        talk.publishIn(channel, 'member_joined_channel', {
          type: 'member_joined_channel',
          user: call.bot.id,
          channel: channel.id,
          channel_type: 'C',
          team: channel.teamId,
          event_ts: world.ids.ts(),
        });
        return { channel: wireChannel(world, channel, call.bot.id) };
      },
    },
    'conversations.history': {
      scopes: channelScopes('history'),
      run(call) {
        const channel = readable(world, call);
        const first = world.messages
          .all(channel.id)
          .filter(({ ts, threadTs }) => threadTs === undefined || threadTs === ts);
        const { items, more, response_metadata } = page(inRange(first, call.args).reverse(), call.args, 100);
        return {
          messages: show(items, call.args),
          has_more: more,
          pin_count: 0,
          ...(more ? { response_metadata } : {}),
        };
      },
    },
    'conversations.replies': {
      scopes: channelScopes('history'),
      run(call) {
        const channel = readable(world, call);
        const asked = world.messages.find(channel.id, call.args.text('ts') ?? '');
        if (!asked) throw new Refusal('thread_not_found');
        const [first, ...replies] = world.messages.thread(channel.id, asked.threadTs ?? asked.ts);
        if (!first) throw new Refusal('thread_not_found');
        const wanted = [first, ...inRange(replies, call.args)];
        const { items, more, response_metadata } = page(wanted, call.args, 1_000);
        return {
          messages: show(items, call.args),
          has_more: more,
          ...(more ? { response_metadata } : {}),
        };
      },
    },
  };
}
