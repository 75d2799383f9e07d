// A picture of a member without any picture: initials on a colour that stays the same.
import type { MemberInfo } from '../../fake-slack/fake-slack.ts';

const colours = ['#2b6cb0', '#2f855a', '#b7791f', '#9b2c5e', '#5a4fcf', '#0f766e', '#b4532a'];

export function Avatar({ member, size = 'large' }: { member: MemberInfo; size?: 'large' | 'small' }) {
  const initials = member.realName
    .split(' ')
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  const sum = Array.from(member.id).reduce((total, letter, at) => total + letter.charCodeAt(0) * (at + 1), 0);
  const background = member.kind === 'bot' ? '#432447' : colours[sum % colours.length];
  return (
    <span className={`avatar ${size}`} style={{ background }} aria-hidden="true">
      {member.kind === 'bot' ? '#' : initials.toUpperCase()}
    </span>
  );
}
