// `@endusers` as it is typed becomes the mention that Slack's composer makes of it.
import type { MemberInfo } from '../../fake-slack/fake-slack.ts';

/** `<@U123>` for each `@name` of a member; any other text stays. */
export function withMentions(text: string, members: readonly MemberInfo[]): string {
  return text.replaceAll(/(?<![\w<])@([\w.-]*\w)/g, (typed, name: string) => {
    const member = members.find((one) => one.name === name);
    return member ? `<@${member.id}>` : typed;
  });
}
