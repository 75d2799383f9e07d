// The `users.*` methods.
import { serializeChannel } from '../../serializers/serialize-channel.ts';
import { serializeMember } from '../../serializers/serialize-member.ts';
import type { Member } from '../../world/records.ts';
import { kindIn, type World } from '../../world/world.ts';
import { channelScopes } from '../channel-access.ts';
import { listChannels } from '../list-channels.ts';
import type { BotMethods } from '../method.ts';
import { paginate } from '../paginate.ts';
import { SlackError } from '../slack-error.ts';

export const usersMethods: BotMethods = {
  'users.info': {
    scopes: ['users:read'],
    run({ world }, { args, installation }) {
      const id = args.text('user');
      const teamIds = installation.enterpriseId
        ? [...world.workspaces.values()].filter((one) => one.enterpriseId === installation.enterpriseId)
        : [{ id: installation.teamId }];
      const member = teamIds.flatMap((team) => visibleMembers(world, team.id)).find((one) => one.id === id);
      if (!member) throw new SlackError('user_not_found');
      // The method takes no team_id. With an org-wide token, the flags are those of the member's own workspace.
      const viewer = installation.enterpriseId ? member.teamId : installation.teamId;
      return { user: serializeMember(world, member, viewer) };
    },
  },
  'users.list': {
    scopes: ['users:read'],
    needsTeam: true,
    run({ world, settings }, { args, installation: { teamId } }) {
      const members = visibleMembers(world, teamId);
      const { items, response_metadata } = paginate(members, args, 1_000, settings.pageSize);
      return {
        members: items.map((member) => serializeMember(world, member, teamId)),
        cache_ts: Math.floor(Date.now() / 1000),
        response_metadata,
      };
    },
  },
  'users.conversations': {
    scopes: channelScopes('read'),
    needsTeam: true,
    run({ world, settings }, call) {
      const user = call.args.text('user') ?? call.bot.id;
      const channels = listChannels(world, call, user);
      const { items, response_metadata } = paginate(channels, call.args, 100, settings.pageSize);
      return { channels: items.map((channel) => serializeChannel(world, channel, user)), response_metadata };
    },
  },
};

/** The members of the workspace, and those of others who share a channel with it. */
function visibleMembers(world: World, teamId: string): Member[] {
  const channels = [...world.channels.values()].filter(
    (channel) => channel.teamId === teamId || channel.sharedWith.includes(teamId),
  );
  return [...world.members.values()].filter(
    (member) =>
      kindIn(member, teamId) !== undefined || channels.some(({ members }) => members.has(member.id)),
  );
}
