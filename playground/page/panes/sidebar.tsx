// The workspace: who is played, and where they can go.
import { slashCommand } from '../../../src/slack/commands/commands.ts';
import type { ChannelInfo, MemberInfo } from '../../fake-slack/fake-slack.ts';
import { Avatar } from '../message/avatar.tsx';
import { titleOf } from '../workspace/channels.ts';
import { memberOf, nameOf, usePlaying } from '../workspace/playing.ts';
import { addressOf, go } from '../workspace/route.ts';

type Side = { readonly open: string | undefined; readonly unread: (channel: string) => number };

export function Sidebar({ open, unread }: Side) {
  const { state, route } = usePlaying();
  const rooms = state.channels.filter(({ kind, archived }) => kind !== 'im' && !archived);
  const link = (channel: ChannelInfo) => {
    const news = unread(channel.id);
    return (
      <li key={channel.id}>
        <a
          className={news > 0 ? 'unread' : channel.isMember ? '' : 'outside'}
          href={addressOf({ as: route.as, channel: channel.id })}
          aria-current={channel.id === open ? 'page' : undefined}
        >
          <span>{titleOf(state, channel)}</span>
          {news > 0 && (
            <span className="count" title={`${news} unread`}>
              {news}
            </span>
          )}
        </a>
      </li>
    );
  };
  return (
    <nav className="pane sidebar" aria-label="Channels and direct messages">
      <header className="pane-head">
        <h2>{state.workspace.name}</h2>
      </header>
      <PlayAs />
      <h3>Channels</h3>
      <ul>{rooms.map(link)}</ul>
      <h3>Direct messages</h3>
      <ul>
        {state.channels.filter(({ kind }) => kind === 'im').map(link)}
        <OpenDirectMessages />
      </ul>
      <p className="about">
        A Slack on this machine, for playing with <code>{slashCommand}</code>.
        {state.connected ? '' : ' The app is not connected.'}
      </p>
    </nav>
  );
}

const roles: Partial<Record<MemberInfo['kind'], string>> = {
  'primary owner': 'owner',
  'single-channel guest': 'guest of one channel',
  ordinary: '',
};

function PlayAs() {
  const { state } = usePlaying();
  const { me } = state;
  const people = state.members.filter(({ kind }) => kind !== 'bot' && kind !== 'deactivated');
  const label = ({ realName, kind, teamId }: MemberInfo) => {
    const role = teamId === me.teamId ? (roles[kind] ?? kind) : 'other company';
    return role === '' ? realName : `${realName} (${role})`;
  };
  return (
    <label className="play-as">
      <Avatar member={me} size="small" />
      <span>Play as</span>
      <select value={me.name} onChange={({ target }) => go({ as: target.value })}>
        {people.map((member) => (
          <option key={member.id} value={member.name}>
            {label(member)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The app's own direct messages, where there are none yet. */
function OpenDirectMessages() {
  const { state, route, act } = usePlaying();
  const { bot } = state;
  if (!bot || state.channels.some(({ other }) => other === bot.id)) return null;
  const open = async () => {
    const acted = await act({ do: 'open direct messages' });
    if (acted.ok && acted.channel) go({ as: route.as, channel: acted.channel });
  };
  return (
    <li>
      <button type="button" onClick={() => void open()}>
        {nameOf(memberOf(state, bot.id))}
      </button>
    </li>
  );
}
