// Lists the channels of a call's `types` that the bot can see.
import { scopePrefixes } from '../serializers/serialize-channel.ts';
import type { Channel, ChannelKind } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { isVisible } from './channel-access.ts';
import { type Call, requireScope } from './method.ts';
import { SlackError } from './slack-error.ts';

const kinds: Record<string, ChannelKind> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

/**
 * Returns the visible channels of the kinds in `types`, by default public ones. `memberId` limits the list to a member's
 * channels.
 */
export function listChannels(world: World, call: Call, memberId?: string): Channel[] {
  const types = (call.args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  const requestedKinds = types.map((type) => {
    const kind = kinds[type];
    if (!kind) throw new SlackError('invalid_types');
    requireScope(call.installation, `${scopePrefixes[kind]}:read`);
    return kind;
  });
  const excludeArchived = call.args.flag('exclude_archived');
  return [...world.channels.values()].filter(
    (channel) =>
      requestedKinds.includes(channel.kind) &&
      isVisible(channel, call) &&
      !(excludeArchived && channel.archived) &&
      (memberId === undefined || channel.members.has(memberId)),
  );
}
