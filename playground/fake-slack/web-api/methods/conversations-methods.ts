// The `conversations.*` methods for channels and their members.
import { serializeChannel } from '../../serializers/serialize-channel.ts';
import { directMessage } from '../../world/world.ts';
import { channelById, channelScopes, requireChannelScope } from '../channel-access.ts';
import { listChannels } from '../list-channels.ts';
import type { BotMethods } from '../method.ts';
import { paginate } from '../paginate.ts';
import { SlackError } from '../slack-error.ts';

export const conversationsMethods: BotMethods = {
  'conversations.open': {
    scopes: ['im:write', 'mpim:write', 'channels:manage', 'groups:write'],
    run({ world }, call) {
      const userIds = call.args.text('users');
      const channelId = call.args.text('channel');
      if (!userIds && channelId) {
        return { channel: serializeChannel(world, channelById(world, call, channelId), call.bot.id) };
      }
      if (!userIds) throw new SlackError('users_list_not_supplied');
      const users = userIds.split(',').map((id) => world.members.get(id.trim()));
      if (users.length > 8) throw new SlackError('too_many_users');
      const [other] = users;
      if (!other || users.some((user) => !user)) throw new SlackError('user_not_found');
      if (other.kind === 'deactivated') throw new SlackError('user_disabled');
      const channelsBefore = world.channels.size;
      const channel = directMessage(world, call.bot, other);
      const isOld = channelsBefore === world.channels.size;
      const flags = isOld ? { no_op: true, already_open: true } : {};
      if (!call.args.flag('return_im')) return { ...flags, channel: { id: channel.id } };
      return { ...flags, channel: serializeChannel(world, channel, call.bot.id) };
    },
  },
  'conversations.info': {
    scopes: channelScopes('read'),
    run({ world }, call) {
      const channel = channelById(world, call, call.args.text('channel'));
      requireChannelScope(channel, call, 'read');
      return { channel: serializeChannel(world, channel, call.bot.id) };
    },
  },
  'conversations.list': {
    scopes: channelScopes('read'),
    needsTeam: true,
    run({ world, settings }, call) {
      const channels = listChannels(world, call);
      const { items, response_metadata } = paginate(channels, call.args, 100, settings.pageSize);
      return {
        channels: items.map((channel) => serializeChannel(world, channel, call.bot.id)),
        response_metadata,
      };
    },
  },
  'conversations.members': {
    scopes: channelScopes('read'),
    run({ world, settings }, call) {
      const channel = channelById(world, call, call.args.text('channel'));
      requireChannelScope(channel, call, 'read');
      const members = [...channel.members];
      const { items, response_metadata } = paginate(members, call.args, 100, settings.pageSize);
      return { members: items, response_metadata };
    },
  },
  'conversations.join': {
    scopes: ['channels:join'],
    run({ world, messenger }, call) {
      const channel = channelById(world, call, call.args.text('channel'));
      if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
      if (channel.archived) throw new SlackError('is_archived');
      channel.members.add(call.bot.id);
      messenger.publishIn(channel, 'member_joined_channel', {
        type: 'member_joined_channel',
        user: call.bot.id,
        channel: channel.id,
        channel_type: 'C',
        team: channel.teamId,
        event_ts: world.ids.ts(),
      });
      return { channel: serializeChannel(world, channel, call.bot.id) };
    },
  },
};
