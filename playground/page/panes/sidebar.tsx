// The sidebar: the workspace, the member being played, channels, and direct messages.
import { slashCommand } from '../../../src/slack/commands/commands.ts';
import type { ChannelInfo, MemberInfo } from '../../fake-slack/fake-slack.ts';
import { Avatar } from '../message/avatar.tsx';
import { titleOf } from '../workspace/channel-titles.ts';
import { hrefOf, navigate } from '../workspace/route.ts';
import { memberOf, nameOf, useSession } from '../workspace/session.ts';

type SidebarProps = { readonly open: string | undefined; readonly unread: (channel: string) => number };

export function Sidebar({ open, unread }: SidebarProps) {
  const { state, route } = useSession();
  const channels = state.channels.filter(({ kind, archived }) => kind !== 'im' && !archived);
  const link = (channel: ChannelInfo) => {
    const unreadCount = unread(channel.id);
    return (
      <li key={channel.id}>
        <a
          className={unreadCount > 0 ? 'unread' : channel.isMember ? '' : 'outside'}
          href={hrefOf({ as: route.as, channel: channel.id })}
          aria-current={channel.id === open ? 'page' : undefined}
        >
          <span>{titleOf(state, channel)}</span>
          {unreadCount > 0 && (
            <span className="count" title={`${unreadCount} unread`}>
              {unreadCount}
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
      <ul>{channels.map(link)}</ul>
      <h3>Direct messages</h3>
      <ul>
        {state.channels.filter(({ kind }) => kind === 'im').map(link)}
        <OpenDirectMessages />
      </ul>
      <p className="about">
        A local Slack for trying out <code>{slashCommand}</code>.
        {state.connected ? '' : ' The app is not connected.'}
      </p>
    </nav>
  );
}

const roles: Partial<Record<MemberInfo['kind'], string>> = {
  'primary owner': 'owner',
  'single-channel guest': 'channel guest',
  ordinary: '',
};

function PlayAs() {
  const { state } = useSession();
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
      <select value={me.name} onChange={({ target }) => navigate({ as: target.value })}>
        {people.map((member) => (
          <option key={member.id} value={member.name}>
            {label(member)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Opens direct messages with the app, if the member has none yet. */
function OpenDirectMessages() {
  const { state, route, perform } = useSession();
  const { bot } = state;
  if (!bot || state.channels.some(({ other }) => other === bot.id)) return null;
  const open = async () => {
    const acted = await perform({ do: 'open direct messages' });
    if (acted.ok && acted.channel) navigate({ as: route.as, channel: acted.channel });
  };
  return (
    <li>
      <button type="button" onClick={() => void open()}>
        {nameOf(memberOf(state, bot.id))}
      </button>
    </li>
  );
}
