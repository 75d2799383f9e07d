// A channel or a direct message: its first messages; replies are in their threads.
import { slashCommand } from '../../../src/slack/commands/commands.ts';
import type { ChannelInfo } from '../../fake-slack/fake-slack.ts';
import { MessageRow } from '../message/message.tsx';
import { titleOf } from '../workspace/channels.ts';
import { usePlaying } from '../workspace/playing.ts';
import { addressOf } from '../workspace/route.ts';
import { Conversation } from './conversation.tsx';

export function ChannelPane({ channel }: { readonly channel: ChannelInfo }) {
  const { state, route, act } = usePlaying();
  const all = state.messages[channel.id] ?? [];
  const title = titleOf(state, channel);
  return (
    <main className="pane channel-pane">
      <header className="pane-head">
        <a className="back" href={addressOf({ as: route.as })} aria-label="Back to the channels">
          ‹
        </a>
        <h1>{title}</h1>
        {channel.shared && <span className="note">shared with another company</span>}
        {channel.kind !== 'im' && <span className="note">{channel.members.length} members</span>}
      </header>
      <Conversation key={channel.id} place={{ channel: channel.id }} to={title} closed={closed()}>
        <p className="beginning">
          {channel.kind === 'im'
            ? `Only you and ${title} can read this.`
            : `This is the very beginning of ${title}.`}
        </p>
        {all.length === 0 && state.bot && channel.members.includes(state.bot.id) && <FirstSteps />}
        {all
          .filter(({ ts, threadTs }) => (threadTs ?? ts) === ts)
          .map((message) => (
            <MessageRow
              key={message.ts}
              message={message}
              replies={all.filter(({ ts, threadTs }) => threadTs === message.ts && ts !== threadTs)}
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
          onClick={() => void act({ do: 'join', channel: channel.id })}
        >
          Join {title}
        </button>
      </>
    );
  }
}

/** For somebody who has never been here. */
function FirstSteps() {
  return (
    <ol className="first-steps">
      <li>
        Type <code>{slashCommand} org add Acme Ltd</code> to add an organization.
      </li>
      <li>
        Type <code>{slashCommand} template 1</code> for a CSV file to fill, or take one of your own.
      </li>
      <li>Drop the file here, and read the answer in its thread.</li>
    </ol>
  );
}
