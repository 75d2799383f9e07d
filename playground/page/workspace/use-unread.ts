// What the member has not seen yet: messages of others that came since a channel was last open.
import { useEffect, useState } from 'react';
import type { State } from '../../fake-slack/fake-slack.ts';

/** Gives how many there are in a channel. Everything from before the page was opened counts as seen. */
export function useUnread(state: State | null, open: string | undefined): (channel: string) => number {
  const [opened] = useState(() => Date.now() / 1000);
  const [seen, setSeen] = useState<Readonly<Record<string, number>>>({});
  const me = state?.me.id ?? '';
  const key = (channel: string) => `${me} ${channel}`;
  const messages = (channel: string) =>
    (state?.messages[channel] ?? []).filter(({ ts, threadTs }) => (threadTs ?? ts) === ts);

  const newest = open === undefined ? 0 : Number(messages(open).at(-1)?.ts ?? 0);
  useEffect(() => {
    if (open !== undefined) setSeen((before) => ({ ...before, [`${me} ${open}`]: newest }));
  }, [me, open, newest]);

  return (channel) => {
    const since = Math.max(opened, seen[key(channel)] ?? 0);
    return messages(channel).filter(({ ts, user }) => user !== me && Number(ts) > since).length;
  };
}
