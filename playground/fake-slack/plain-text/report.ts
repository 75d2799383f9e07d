// Renders all messages as plain text: every channel with its threads, and every member's ephemeral messages.

import type { Message } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { messageText } from './message-text.ts';

/** Returns a function from the id of a member, channel, or file to its name. */
export function createNameOf(world: World): (id: string) => string {
  return (id) =>
    world.members.get(id)?.name ??
    world.channels.get(id)?.name ??
    world.files.get(id)?.name ??
    id.toLowerCase();
}

const indent = (text: string, by: string) => text.replaceAll(/^/gm, by);

export function report(world: World): string {
  const name = createNameOf(world);
  const render = (message: Message) => `${name(message.user)}: ${messageText(message, name)}`;
  const channels = world.messages.channels().map((id) => {
    const channel = world.channels.get(id);
    const title = channel?.name
      ? `#${channel.name}`
      : `direct messages ${[...(channel?.members ?? [])].map(name).join(', ')}`;
    const messages = world.messages.all(id);
    const parents = messages.filter(({ ts, threadTs }) => threadTs === undefined || threadTs === ts);
    const threads = parents.map((parent) => {
      const replies = messages.filter(({ ts, threadTs }) => threadTs === parent.ts && ts !== parent.ts);
      return [indent(render(parent), '  '), ...replies.map((reply) => indent(render(reply), '    '))].join(
        '\n',
      );
    });
    return [title, ...threads].join('\n');
  });
  const ephemerals = [...world.members.values()].flatMap((member) =>
    world.messages
      .ephemerals(member.id)
      .map((message) => `only for ${member.name}: ${messageText(message, name)}`),
  );
  return [...channels, ...ephemerals].join('\n') || '(no messages)';
}
