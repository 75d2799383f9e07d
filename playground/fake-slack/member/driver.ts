// A member's hands: everything that a person in Slack can do, for tests, the demo and the web page.
import type { Contents } from '../files/contents.ts';
import type { Choices } from '../interact/act-on-message.ts';
import type { Interacting } from '../interact/run-command.ts';
import type { Views } from '../interact/views.ts';
import type { Installation, Member, Message } from '../world/records.ts';
import { directMessage, findChannel, findMember } from '../world/world.ts';
import { type ClickingHands, createClickingHands } from './clicking-hands.ts';
import { createViewHands, type ViewHands } from './view-hands.ts';
import { createWritingHands, type WritingHands } from './writing-hands.ts';

/**
 * Does what the member does, even where Slack's client would not let them, e.g. one that is deactivated: the app must
 * stand that too.
 */
export type Driver = WritingHands &
  ClickingHands &
  ViewHands & {
    id: string;
    name: string;
    /** The channel of direct messages with the app's bot. */
    directMessages(): string;
    join(channel: string): void;
    leave(channel: string): void;
    /** What only this member sees, oldest first. */
    ephemerals(): Message[];
  };

export type Driving = Interacting & {
  contents: Contents;
  choices: Choices;
  views: Views;
  /** The app that the member meets. */
  installationOf(member: Member): Installation;
};

export function createDriver(driving: Driving, member: Member): Driver {
  const { world, talk, contents, choices, views, installationOf } = driving;
  const installation = () => installationOf(member);

  const membership = (name: string, joins: boolean) => {
    const channel = findChannel(world, name);
    if (joins) channel.members.add(member.id);
    else channel.members.delete(member.id);
    const type = joins ? 'member_joined_channel' : 'member_left_channel';
    talk.publishIn(channel, type, {
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
    ...createWritingHands(world, talk, contents, member),
    ...createClickingHands(driving, choices, member, installation),
    ...createViewHands(driving, views, member, installation),
    id: member.id,
    name: member.name,
    directMessages: () => directMessage(world, member, findMember(world, installation().botUserId)).id,
    join: (channel) => membership(channel, true),
    leave: (channel) => membership(channel, false),
    ephemerals: () => world.messages.ephemerals(member.id),
  };
}
