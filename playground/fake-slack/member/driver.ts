// Drives a member: performs everything that a person can do in Slack, for tests, the demo, and the page.
import type { FakeContext } from '../context.ts';
import type { Installation, Member, Message } from '../world/records.ts';
import { directMessage, findChannel, findMember } from '../world/world.ts';
import { type ClickActions, createClickActions } from './click-actions.ts';
import { type ComposerActions, createComposerActions } from './composer-actions.ts';
import { createViewActions, type ViewActions } from './view-actions.ts';

/**
 * Performs a member's actions even where Slack's client would prevent them, such as those of a deactivated member: the
 * app must handle these requests as well.
 */
export type Driver = ComposerActions &
  ClickActions &
  ViewActions & {
    id: string;
    name: string;
    /** Returns the id of the channel for direct messages with the app's bot. */
    directMessages(): string;
    join(channel: string): void;
    leave(channel: string): void;
    /** Returns the messages that only this member sees, oldest first. */
    ephemerals(): Message[];
  };

/** `findInstallation` returns the installation of the app that the member uses. */
export function createDriver(
  context: FakeContext,
  member: Member,
  findInstallation: () => Installation,
): Driver {
  const { world, messenger } = context;

  const changeMembership = (name: string, joins: boolean) => {
    const channel = findChannel(world, name);
    if (joins) channel.members.add(member.id);
    else channel.members.delete(member.id);
    const type = joins ? 'member_joined_channel' : 'member_left_channel';
    messenger.publishIn(channel, type, {
      type,
      user: member.id,
      channel: channel.id,
      channel_type: channel.kind === 'public' ? 'C' : 'G',
      team: channel.teamId,
      event_ts: world.ids.ts(),
    });
    world.changes.emit({ kind: 'channel', channel: channel.id });
  };

  return {
    ...createComposerActions(context, member),
    ...createClickActions(context, member, findInstallation),
    ...createViewActions(context, member, findInstallation),
    id: member.id,
    name: member.name,
    directMessages: () => directMessage(world, member, findMember(world, findInstallation().botUserId)).id,
    join: (channel) => changeMembership(channel, true),
    leave: (channel) => changeMembership(channel, false),
    ephemerals: () => world.messages.ephemerals(member.id),
  };
}
