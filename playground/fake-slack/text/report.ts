// The whole state as text: every channel with its threads and what only single members see.

import { messageText } from '../message-text.ts';
import type { Message } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** The name by which a person knows this member, channel or file. */
export function nameIn(world: World): (id: string) => string {
  return (id) =>
    world.members.get(id)?.name ??
    world.channels.get(id)?.name ??
    world.files.get(id)?.name ??
    id.toLowerCase();
}

const indent = (text: string, by: string) => text.replaceAll(/^/gm, by);

export function report(world: World): string {
  const name = nameIn(world);
  const one = (message: Message) => `${name(message.user)}: ${messageText(message, name)}`;
  const rooms = world.messages.channels().map((id) => {
    const channel = world.channels.get(id);
    const title = channel?.name
      ? `#${channel.name}`
      : `direct messages ${[...(channel?.members ?? [])].map(name).join(', ')}`;
    const messages = world.messages.all(id);
    const first = messages.filter(({ ts, threadTs }) => threadTs === undefined || threadTs === ts);
    const threads = first.map((parent) => {
      const replies = messages.filter(({ ts, threadTs }) => threadTs === parent.ts && ts !== parent.ts);
      return [indent(one(parent), '  '), ...replies.map((reply) => indent(one(reply), '    '))].join('\n');
    });
    return [title, ...threads].join('\n');
  });
  const alone = [...world.members.values()].flatMap((member) =>
    world.messages
      .ephemerals(member.id)
      .map((message) => `only for ${member.name}: ${messageText(message, name)}`),
  );
  return [...rooms, ...alone].join('\n') || '(nothing was said)';
}
