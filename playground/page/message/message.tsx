// One message: who, when, what, its files, and the way into its thread.

import type { Control } from '../../block-kit.ts';
import type { MessageInfo } from '../../fake-slack/fake-slack.ts';
import { memberOf, nameOf, usePlaying } from '../workspace/playing.ts';
import { clock, moment } from '../workspace/times.ts';
import { troubleOf } from '../workspace/trouble.ts';
import { Attachments } from './attachments.tsx';
import { Avatar } from './avatar.tsx';
import { BlockRow, MarkedUp } from './blocks.tsx';
import { Replies } from './replies.tsx';

/** `replies`: its replies, where there is a way into its thread; in the thread itself there is none. */
export function MessageRow({ message, replies }: { message: MessageInfo; replies?: readonly MessageInfo[] }) {
  const { state } = usePlaying();
  const author = memberOf(state, message.user);
  return (
    <article className={message.ephemeral ? 'message ephemeral' : 'message'} data-ts={message.ts}>
      <Avatar member={author} />
      <div className="said">
        {message.ephemeral && <p className="only-you">👁 Only visible to you</p>}
        <header>
          <strong>{nameOf(author)}</strong>
          {author.kind === 'bot' && <span className="badge">APP</span>}
          <time dateTime={moment(message.ts).toISOString()} title={moment(message.ts).toLocaleString()}>
            {clock(message.ts)}
          </time>
          {message.edited && <span className="edited">edited</span>}
        </header>
        <MessageBody message={message} />
        <Attachments files={message.files} />
        {replies && <Replies message={message} replies={replies} />}
      </div>
    </article>
  );
}

function MessageBody({ message }: { message: MessageInfo }) {
  const { act } = usePlaying();
  const { channel, ts, blocks, text, chosen } = message;
  if (message.deleted) return <p className="deleted">This message was deleted.</p>;
  if (blocks.length === 0) return text === '' ? null : <MarkedUp text={text} />;
  const operate = async ({ blockId, actionId }: Control, value?: string) =>
    troubleOf(
      await act(
        value === undefined
          ? { do: 'click', channel, ts, blockId, actionId }
          : { do: 'select', channel, ts, blockId, actionId, value },
      ),
    );
  return blocks.map((block, index) => (
    <BlockRow
      key={String(block.block_id ?? index)}
      block={block}
      chosen={({ blockId, actionId }) => chosen[blockId]?.[actionId] ?? null}
      operate={operate}
    />
  ));
}
