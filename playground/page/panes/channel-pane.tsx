// A channel or direct message. Replies are only in the thread pane.
import { slashCommand } from '../../../src/slack/commands/commands.ts';
import type { ChannelInfo } from '../../fake-slack/fake-slack.ts';
import { MessageRow } from '../message/message-row.tsx';
import { titleOf } from '../workspace/channel-titles.ts';
import { hrefOf } from '../workspace/route.ts';
import { useSession } from '../workspace/session.ts';
import { Conversation } from './conversation.tsx';

export function ChannelPane({ channel }: { readonly channel: ChannelInfo }) {
  const { state, route, perform } = useSession();
  const messages = state.messages[channel.id] ?? [];
  const title = titleOf(state, channel);
  return (
    <main className="pane channel-pane">
      <header className="pane-head">
        <a className="back" href={hrefOf({ as: route.as })} aria-label="Back to the channels">
          ‹
        </a>
        <h1>{title}</h1>
        {channel.shared && <span className="note">shared externally</span>}
        {channel.kind !== 'im' && <span className="note">{channel.members.length} members</span>}
      </header>
      <Conversation key={channel.id} place={{ channel: channel.id }} to={title} closed={closed()}>
        <p className="beginning">
          {channel.kind === 'im'
            ? `Only you and ${title} can read this.`
            : `This is the beginning of ${title}.`}
        </p>
        {messages.length === 0 && state.bot && channel.members.includes(state.bot.id) && <FirstSteps />}
        {messages
          .filter(({ ts, threadTs }) => (threadTs ?? ts) === ts)
          .map((message) => (
            <MessageRow
              key={message.ts}
              message={message}
              replies={messages.filter(({ ts, threadTs }) => threadTs === message.ts && ts !== threadTs)}
            />
          ))}
      </Conversation>
    </main>
  );

  function closed() {
    if (channel.archived) return `${title} is archived.`;
    if (channel.isMember) return null;
    return (
      <>
        You are not in {title}.{' '}
        <button
          type="button"
          className="button primary"
          onClick={() => void perform({ do: 'join', channel: channel.id })}
        >
          Join {title}
        </button>
      </>
    );
  }
}

/** Instructions for newcomers. */
function FirstSteps() {
  return (
    <ol className="first-steps">
      <li>
        Type <code>{slashCommand} org add Acme Ltd</code> to add an organization.
      </li>
      <li>
        Type <code>{slashCommand} template 1</code> to get a CSV file to fill in, or use your own.
      </li>
      <li>Drop the file here, then read the plan in its thread.</li>
    </ol>
  );
}
