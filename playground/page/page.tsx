// The page: a workspace as one member sees it. Shows the panes side by side, or one at a time on a phone.
import { useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { Modal } from './modal/modal.tsx';
import { ChannelPane } from './panes/channel-pane.tsx';
import { Sidebar } from './panes/sidebar.tsx';
import { ThreadPane } from './panes/thread-pane.tsx';
import { openChannel } from './workspace/channel-titles.ts';
import { performAs } from './workspace/page-client.ts';
import { hrefOf, useRoute } from './workspace/route.ts';
import { type Session, SessionProvider } from './workspace/session.ts';
import { useUnread } from './workspace/use-unread.ts';
import { useWorkspaceState } from './workspace/use-workspace-state.ts';

function Page() {
  const { as, channel: channelId, thread } = useRoute();
  const { state, error } = useWorkspaceState(as);
  const channel = state ? openChannel(state, channelId) : undefined;
  const unread = useUnread(state, channel?.id);
  const session = useMemo(
    (): Session | null => state && { state, route: { as }, perform: (action) => performAs(as, action) },
    [state, as],
  );
  const name = state?.workspace.name;
  useEffect(() => {
    if (name) document.title = `${name} – a local Slack`;
  }, [name]);

  if (!session || !channel) return error && <LoadError error={error} />;
  const modal = session.state.modals.at(-1);
  const visiblePane = channelId === undefined ? 'sidebar' : thread === undefined ? 'channel' : 'thread';
  return (
    <SessionProvider value={session}>
      {error && (
        <p className="banner" role="alert">
          {error}
        </p>
      )}
      <div className={thread === undefined ? 'panes' : 'panes with-thread'} data-narrow={visiblePane}>
        <Sidebar open={channel.id} unread={unread} />
        <ChannelPane channel={channel} />
        {thread !== undefined && <ThreadPane channel={channel} thread={thread} />}
      </div>
      {modal && <Modal key={modal.id} view={modal} />}
    </SessionProvider>
  );
}

function LoadError({ error }: { readonly error: string }) {
  return (
    <p className="banner" role="alert">
      {error} · <a href={hrefOf({ as: 'dana' })}>Start as Dana</a>
    </p>
  );
}

createRoot(document.getElementById('page')!).render(<Page />);
