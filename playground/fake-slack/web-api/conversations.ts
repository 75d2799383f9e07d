// The `conversations.*` methods about channels themselves: which there are, who is in them.
import type { Parts } from '../parts.ts';
import { wireChannel } from '../wire/channel.ts';
import { directMessage } from '../world/world.ts';
import { listChannels } from './channel-list.ts';
import type { Methods } from './method.ts';
import { page } from './pages.ts';
import { Refusal } from './refusal.ts';
import { channelById, channelScopes, needChannelScope } from './rooms.ts';

export function conversationsMethods({ world, talk, settings }: Parts): Methods {
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
        const { items, response_metadata } = page(
          listChannels(world, call),
          call.args,
          100,
          settings.pageSize,
        );
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
        const { items, response_metadata } = page([...channel.members], call.args, 100, settings.pageSize);
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
  };
}
