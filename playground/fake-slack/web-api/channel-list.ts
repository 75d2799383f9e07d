// Which channels a call asks for by `types`, as far as the bot may know of them.
import { scopeWords } from '../wire/channel.ts';
import type { Channel, ChannelKind } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Call, needScope } from './method.ts';
import { Refusal } from './refusal.ts';
import { isVisible } from './rooms.ts';

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
    needScope(call.installation, `${scopeWords[kind]}:read`);
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
