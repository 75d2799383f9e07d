// The link to a message's thread: who replied, how often, and when last.
import type { MessageInfo } from '../../fake-slack/fake-slack.ts';
import { formatTime } from '../workspace/format-time.ts';
import { hrefOf } from '../workspace/route.ts';
import { memberOf, useSession } from '../workspace/session.ts';
import { Avatar } from './avatar.tsx';

export function ThreadLink({ message, replies }: { message: MessageInfo; replies: readonly MessageInfo[] }) {
  const { state, route } = useSession();
  const last = replies.at(-1);
  const href = hrefOf({ ...route, channel: message.channel, thread: message.ts });
  if (message.ephemeral || message.deleted) return null;
  if (!last) {
    return (
      <a className="reply" href={href}>
        Reply in thread
      </a>
    );
  }
  const repliers = [...new Set(replies.map(({ user }) => user))].slice(0, 3);
  return (
    <a className="replies" href={href}>
      {repliers.map((id) => (
        <Avatar key={id} member={memberOf(state, id)} size="small" />
      ))}
      <span className="count">{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</span>
      <span className="last">Last reply {formatTime(last.ts)}</span>
    </a>
  );
}
