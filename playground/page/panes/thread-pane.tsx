// A thread beside its channel: the first message, and the replies.
import { useEffect } from 'react';
import type { ChannelInfo } from '../../fake-slack/fake-slack.ts';
import { MessageRow } from '../message/message.tsx';
import { titleOf } from '../workspace/channels.ts';
import { usePlaying } from '../workspace/playing.ts';
import { addressOf, go } from '../workspace/route.ts';
import { Conversation } from './conversation.tsx';

type Threading = { readonly channel: ChannelInfo; readonly thread: string };

export function ThreadPane({ channel, thread }: Threading) {
  const { state, route } = usePlaying();
  const beside = { as: route.as, channel: channel.id };
  const title = titleOf(state, channel);
  const [first, ...replies] = (state.messages[channel.id] ?? []).filter(
    ({ ts, threadTs }) => ts === thread || threadTs === thread,
  );

  useEffect(() => {
    const onKeyDown = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented && !document.querySelector('dialog[open]')) go(beside);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });

  return (
    <aside className="pane thread-pane" aria-label="Thread">
      <header className="pane-head">
        <a className="back" href={addressOf(beside)} aria-label={`Back to ${title}`}>
          ‹
        </a>
        <h2>Thread</h2>
        <span className="note">{title}</span>
        <a className="close" href={addressOf(beside)} aria-label="Close the thread">
          ✕
        </a>
      </header>
      <Conversation key={thread} place={{ channel: channel.id, threadTs: thread }} to={`thread in ${title}`}>
        {first ? <MessageRow message={first} /> : <p className="beginning">This message is gone.</p>}
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
