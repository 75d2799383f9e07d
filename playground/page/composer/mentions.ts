// Turns typed names such as `@endusers` into mentions, as Slack's composer does.
import type { MemberInfo } from '../../fake-slack/fake-slack.ts';

/** Replaces each `@name` of a member with `<@U123>`. */
export function withMentions(text: string, members: readonly MemberInfo[]): string {
  return text.replaceAll(/(?<![\w<])@([\w.-]*\w)/g, (typed, name: string) => {
    const member = members.find((candidate) => candidate.name === name);
    return member ? `<@${member.id}>` : typed;
  });
}
