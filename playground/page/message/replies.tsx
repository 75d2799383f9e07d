// The way into a message's thread: `3 replies`, who replied, and when last.
import type { MessageInfo } from '../../fake-slack/fake-slack.ts';
import { memberOf, usePlaying } from '../workspace/playing.ts';
import { addressOf } from '../workspace/route.ts';
import { clock } from '../workspace/times.ts';
import { Avatar } from './avatar.tsx';

export function Replies({ message, replies }: { message: MessageInfo; replies: readonly MessageInfo[] }) {
  const { state, route } = usePlaying();
  const last = replies.at(-1);
  const href = addressOf({ ...route, channel: message.channel, thread: message.ts });
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
      <span className="last">Last reply {clock(last.ts)}</span>
    </a>
  );
}
