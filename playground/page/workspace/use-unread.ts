// Counts unread messages: messages of others since the member last had the channel open.
import { useEffect, useState } from 'react';
import type { WorkspaceState } from '../../fake-slack/fake-slack.ts';

/** Returns a function from channel id to number of unread messages. Messages older than the page count as read. */
export function useUnread(
  state: WorkspaceState | null,
  open: string | undefined,
): (channel: string) => number {
  const [loadedAt] = useState(() => Date.now() / 1000);
  const [readUntil, setReadUntil] = useState<Readonly<Record<string, number>>>({});
  const me = state?.me.id ?? '';
  const key = (channel: string) => `${me} ${channel}`;
  const messagesIn = (channel: string) =>
    (state?.messages[channel] ?? []).filter(({ ts, threadTs }) => (threadTs ?? ts) === ts);

  const newest = open === undefined ? 0 : Number(messagesIn(open).at(-1)?.ts ?? 0);
  useEffect(() => {
    if (open !== undefined) setReadUntil((before) => ({ ...before, [`${me} ${open}`]: newest }));
  }, [me, open, newest]);

  return (channel) => {
    const since = Math.max(loadedAt, readUntil[key(channel)] ?? 0);
    return messagesIn(channel).filter(({ ts, user }) => user !== me && Number(ts) > since).length;
  };
}
