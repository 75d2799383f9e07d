// One message: author, time, content, files, and a link to its thread.

import type { Control } from '../../block-kit.ts';
import type { MessageInfo } from '../../fake-slack/fake-slack.ts';
import { errorMessage } from '../workspace/error-message.ts';
import { dateOf, formatTime } from '../workspace/format-time.ts';
import { memberOf, nameOf, useSession } from '../workspace/session.ts';
import { Avatar } from './avatar.tsx';
import { BlockRow, TextRow } from './block-row.tsx';
import { FileList } from './file-list.tsx';
import { ThreadLink } from './thread-link.tsx';

/** `replies` is set in a channel, where the message links to its thread. */
export function MessageRow({ message, replies }: { message: MessageInfo; replies?: readonly MessageInfo[] }) {
  const { state } = useSession();
  const author = memberOf(state, message.user);
  return (
    <article className={message.ephemeral ? 'message ephemeral' : 'message'} data-ts={message.ts}>
      <Avatar member={author} />
      <div className="message-content">
        {message.ephemeral && <p className="only-you">👁 Only visible to you</p>}
        <header>
          <strong>{nameOf(author)}</strong>
          {author.kind === 'bot' && <span className="badge">APP</span>}
          <time dateTime={dateOf(message.ts).toISOString()} title={dateOf(message.ts).toLocaleString()}>
            {formatTime(message.ts)}
          </time>
          {message.edited && <span className="edited">edited</span>}
        </header>
        <MessageBody message={message} />
        <FileList files={message.files} />
        {replies && <ThreadLink message={message} replies={replies} />}
      </div>
    </article>
  );
}

function MessageBody({ message }: { message: MessageInfo }) {
  const { perform } = useSession();
  const { channel, ts, blocks, text, chosen } = message;
  if (message.deleted) return <p className="deleted">This message was deleted.</p>;
  if (blocks.length === 0) return text === '' ? null : <TextRow text={text} />;
  const operate = async ({ blockId, actionId }: Control, value?: string) =>
    errorMessage(
      await perform(
        value === undefined
          ? { do: 'click', channel, ts, blockId, actionId }
          : { do: 'select', channel, ts, blockId, actionId, value },
      ),
    );
  const suggest = async ({ blockId, actionId }: Control, typed: string) => {
    const found = await perform({ do: 'suggest', channel, ts, blockId, actionId, typed });
    return found.ok ? (found.options ?? []) : [];
  };
  return blocks.map((block, index) => (
    <BlockRow
      key={String(block.block_id ?? index)}
      block={block}
      chosen={({ blockId, actionId }) => chosen[blockId]?.[actionId] ?? null}
      operate={operate}
      suggest={suggest}
    />
  ));
}
