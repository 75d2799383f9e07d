// A member's avatar: initials on a color that is always the same for the member.
import type { MemberInfo } from '../../fake-slack/fake-slack.ts';

const colors = ['#2b6cb0', '#2f855a', '#b7791f', '#9b2c5e', '#5a4fcf', '#0f766e', '#b4532a'];

export function Avatar({ member, size = 'large' }: { member: MemberInfo; size?: 'large' | 'small' }) {
  const initials = member.realName
    .split(' ')
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  const hash = Array.from(member.id).reduce((sum, char, index) => sum + char.charCodeAt(0) * (index + 1), 0);
  const background = member.kind === 'bot' ? '#432447' : colors[hash % colors.length];
  return (
    <span className={`avatar ${size}`} style={{ background }} aria-hidden="true">
      {member.kind === 'bot' ? '#' : initials.toUpperCase()}
    </span>
  );
}
