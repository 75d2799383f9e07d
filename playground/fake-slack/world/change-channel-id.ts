// Gives a channel a new id: https://docs.slack.dev/reference/events/channel_id_changed.
import type { FakeContext } from '../context.ts';
import type { Channel } from './records.ts';

export function changeChannelId({ world, messenger }: FakeContext, channel: Channel): Channel {
  const moved: Channel = { ...channel, id: world.ids.next('C') };
  world.channels.delete(channel.id);
  world.channels.set(moved.id, moved);
  for (const message of world.messages.all(channel.id)) {
    world.messages.remove(channel.id, message.ts);
    world.messages.replace({ ...message, channel: moved.id });
  }
  for (const file of world.files.values()) {
    const shares = file.shares.map((share) =>
      share.channel === channel.id ? { ...share, channel: moved.id } : share,
    );
    world.files.set(file.id, { ...file, shares });
  }
  messenger.publishIn(moved, 'channel_id_changed', {
    type: 'channel_id_changed',
    old_channel_id: channel.id,
    new_channel_id: moved.id,
    event_ts: world.ids.ts(),
  });
  world.changes.emit({ kind: 'channel', channel: moved.id });
  return moved;
}
