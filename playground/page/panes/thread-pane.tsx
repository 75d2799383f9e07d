// The thread pane: the first message and its replies.
import { useEffect } from 'react';
import type { ChannelInfo } from '../../fake-slack/fake-slack.ts';
import { MessageRow } from '../message/message-row.tsx';
import { titleOf } from '../workspace/channel-titles.ts';
import { hrefOf, navigate } from '../workspace/route.ts';
import { useSession } from '../workspace/session.ts';
import { Conversation } from './conversation.tsx';

type ThreadPaneProps = { readonly channel: ChannelInfo; readonly thread: string };

export function ThreadPane({ channel, thread }: ThreadPaneProps) {
  const { state, route } = useSession();
  const channelRoute = { as: route.as, channel: channel.id };
  const title = titleOf(state, channel);
  const [first, ...replies] = (state.messages[channel.id] ?? []).filter(
    ({ ts, threadTs }) => ts === thread || threadTs === thread,
  );

  useEffect(() => {
    const onKeyDown = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented && !document.querySelector('dialog[open]'))
        navigate(channelRoute);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });

  return (
    <aside className="pane thread-pane" aria-label="Thread">
      <header className="pane-head">
        <a className="back" href={hrefOf(channelRoute)} aria-label={`Back to ${title}`}>
          ‹
        </a>
        <h2>Thread</h2>
        <span className="note">{title}</span>
        <a className="close" href={hrefOf(channelRoute)} aria-label="Close the thread">
          ✕
        </a>
      </header>
      <Conversation key={thread} place={{ channel: channel.id, threadTs: thread }} to={`thread in ${title}`}>
        {first ? <MessageRow message={first} /> : <p className="beginning">This message was deleted.</p>}
        {replies.length > 0 && (
          <p className="rule">{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</p>
        )}
        {replies.map((message) => (
          <MessageRow key={message.ts} message={message} />
        ))}
      </Conversation>
    </aside>
  );
}
