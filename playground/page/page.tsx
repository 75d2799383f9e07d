// The page: a workspace as one member sees it. One pane at a time on a phone, side by side where there is room.
import { useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { Modal } from './modal/modal.tsx';
import { ChannelPane } from './panes/channel-pane.tsx';
import { Sidebar } from './panes/sidebar.tsx';
import { ThreadPane } from './panes/thread-pane.tsx';
import { openChannel } from './workspace/channels.ts';
import { perform } from './workspace/client.ts';
import { type Playing, PlayingProvider } from './workspace/playing.ts';
import { addressOf, useRoute } from './workspace/route.ts';
import { useUnread } from './workspace/use-unread.ts';
import { useWorkspace } from './workspace/use-workspace.ts';

function Page() {
  const route = useRoute();
  const { as, channel: wanted, thread } = route;
  const { state, trouble } = useWorkspace(as);
  const channel = state ? openChannel(state, wanted) : undefined;
  const unread = useUnread(state, channel?.id);
  const playing = useMemo(
    (): Playing | null => state && { state, route: { as }, act: (deed) => perform(as, deed) },
    [state, as],
  );
  const name = state?.workspace.name;
  useEffect(() => {
    if (name) document.title = `${name} – a local Slack`;
  }, [name]);

  if (!playing || !channel) return <Waiting trouble={trouble} />;
  const modal = playing.state.modals.at(-1);
  const narrow = wanted === undefined ? 'sidebar' : thread === undefined ? 'channel' : 'thread';
  return (
    <PlayingProvider value={playing}>
      {trouble && (
        <p className="lost" role="alert">
          {trouble}
        </p>
      )}
      <div className={thread === undefined ? 'panes' : 'panes with-thread'} data-narrow={narrow}>
        <Sidebar open={channel.id} unread={unread} />
        <ChannelPane channel={channel} />
        {thread !== undefined && <ThreadPane channel={channel} thread={thread} />}
      </div>
      {modal && <Modal key={modal.id} view={modal} />}
    </PlayingProvider>
  );
}

function Waiting({ trouble }: { readonly trouble: string | null }) {
  if (!trouble) return null;
  return (
    <p className="lost" role="alert">
      {trouble} <a href={addressOf({ as: 'dana' })}>Begin as Dana</a>
    </p>
  );
}

createRoot(document.getElementById('page')!).render(<Page />);
