// How channels are called and ordered in the sidebar.
import type { ChannelInfo, State } from '../../fake-slack/fake-slack.ts';
import { memberOf, nameOf } from './playing.ts';

/** `#end-users`, `🔒private-desk`, or the name of who is on the other side. */
export function titleOf(state: State, { kind, name, other }: ChannelInfo): string {
  if (kind === 'im') return other ? nameOf(memberOf(state, other)) : 'Direct message';
  return kind === 'public' ? `#${name}` : `🔒 ${name}`;
}

/** The channel that the address names, else the first one that the member is in. */
export function openChannel({ channels }: State, id: string | undefined): ChannelInfo | undefined {
  return channels.find((channel) => channel.id === id) ?? channels.find(({ isMember }) => isMember);
}
