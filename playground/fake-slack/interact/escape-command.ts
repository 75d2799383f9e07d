// What Slack makes of a command's text: `&`, `<` and `>` come escaped, and where the manifest says `should_escape`, as
// ours does, members, channels and links wrapped.
// Source: docs.slack.dev/interactivity/implementing-slash-commands, "Escaping users, channels, and links in your command".
import type { World } from '../world/world.ts';

export function escapeCommand(world: World, text: string): string {
  const members = [...world.members.values()];
  const channels = [...world.channels.values()].filter(({ name }) => name !== '');
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/(?<![\w<|])@([\w.-]*\w)/g, (typed, name: string) => {
      const member = members.find((one) => one.name === name);
      return member ? `<@${member.id}|${name}>` : typed;
    })
    .replaceAll(/(?<![\w<|])#([\w-]*\w)/g, (typed, name: string) => {
      const channel = channels.find((one) => one.name === name);
      return channel ? `<#${channel.id}|${name}>` : typed;
    })
    .replaceAll(/(?<![<|])\bhttps?:\/\/[^\s<>|]+/g, '<$&>');
}
