// Escapes the text of a slash command as Slack does: `&`, `<`, and `>` as entities. The manifest sets `should_escape`, so
// members, channels, and links are wrapped as well.
// Source: https://docs.slack.dev/interactivity/implementing-slash-commands, "Escaping users, channels, and links in your
// command".
import type { World } from '../world/world.ts';

export function escapeCommand(world: World, text: string): string {
  const members = [...world.members.values()];
  const channels = [...world.channels.values()].filter(({ name }) => name !== '');
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/(?<![\w<|])@([\w.-]*\w)/g, (typed, name: string) => {
      const member = members.find((candidate) => candidate.name === name);
      return member ? `<@${member.id}|${name}>` : typed;
    })
    .replaceAll(/(?<![\w<|])#([\w-]*\w)/g, (typed, name: string) => {
      const channel = channels.find((candidate) => candidate.name === name);
      return channel ? `<#${channel.id}|${name}>` : typed;
    })
    .replaceAll(/(?<![<|])\bhttps?:\/\/[^\s<>|]+/g, '<$&>');
}
