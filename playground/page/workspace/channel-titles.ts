// How channels are named, and which one is open.
import type { ChannelInfo, WorkspaceState } from '../../fake-slack/fake-slack.ts';
import { memberOf, nameOf } from './session.ts';

/** `#end-users`, `🔒 private-desk`, or the name of the other member of a direct message. */
export function titleOf(state: WorkspaceState, { kind, name, other }: ChannelInfo): string {
  if (kind === 'im') return other ? nameOf(memberOf(state, other)) : 'Direct message';
  return kind === 'public' ? `#${name}` : `🔒 ${name}`;
}

/** Returns the channel in the page's URL, otherwise the member's first channel. */
export function openChannel({ channels }: WorkspaceState, id: string | undefined): ChannelInfo | undefined {
  return channels.find((channel) => channel.id === id) ?? channels.find(({ isMember }) => isMember);
}
