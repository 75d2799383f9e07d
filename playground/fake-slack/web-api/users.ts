// The `users.*` methods.

import type { Parts } from '../parts.ts';
import { wireChannel } from '../wire/channel.ts';
import { wireMember } from '../wire/member.ts';
import { kindIn } from '../world/world.ts';
import { listChannels } from './channel-list.ts';
import type { Methods } from './method.ts';
import { page } from './pages.ts';
import { Refusal } from './refusal.ts';
import { channelScopes } from './rooms.ts';

export function usersMethods({ world, settings }: Parts): Methods {
  /** Members of the workspace, and those of others who share a channel with it. */
  const known = (teamId: string) =>
    [...world.members.values()].filter(
      (member) =>
        kindIn(member, teamId) !== undefined ||
        [...world.channels.values()].some(
          (channel) =>
            channel.members.has(member.id) &&
            (channel.teamId === teamId || channel.sharedWith.includes(teamId)),
        ),
    );

  return {
    'users.info': {
      scopes: ['users:read'],
      run({ args, installation }) {
        const member = known(installation.teamId).find(({ id }) => id === args.text('user'));
        if (!member) throw new Refusal('user_not_found');
        return { user: wireMember(world, member, installation.teamId) };
      },
    },
    'users.list': {
      scopes: ['users:read'],
      run({ args, installation }) {
        const { items, response_metadata } = page(known(installation.teamId), args, 1_000, settings.pageSize);
        return {
          members: items.map((member) => wireMember(world, member, installation.teamId)),
          cache_ts: Math.floor(Date.now() / 1000),
          response_metadata,
        };
      },
    },
    'users.conversations': {
      scopes: channelScopes('read'),
      run(call) {
        const of = call.args.text('user') ?? call.bot.id;
        const { items, response_metadata } = page(
          listChannels(world, call, of),
          call.args,
          100,
          settings.pageSize,
        );
        return { channels: items.map((channel) => wireChannel(world, channel, of)), response_metadata };
      },
    },
  };
}
