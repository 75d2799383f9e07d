// The workspace as the member sees it, kept up to date.
import { useEffect, useState } from 'react';
import type { State } from '../../fake-slack/fake-slack.ts';
import { fetchState, listen } from './client.ts';

export type Seen = {
  /** `null` until it is known. */
  readonly state: State | null;
  /** Set when the state can't be had; what is in `state` may be old then. */
  readonly trouble: string | null;
};

const nothing: Seen = { state: null, trouble: null };

export function useWorkspace(as: string): Seen {
  const [seen, setSeen] = useState(nothing);

  useEffect(() => {
    let isOver = false;
    let isAsking = false;
    let isOld = false;
    const see = (change: Partial<Seen>) => {
      if (!isOver) setSeen((before) => ({ ...before, ...change }));
    };
    // Changes come faster than states are fetched: those that come meanwhile are in the next one.
    const refresh = async () => {
      isOld = true;
      if (isAsking) return;
      isAsking = true;
      while (isOld && !isOver) {
        isOld = false;
        await fetchState(as).then(
          (state) => see({ state, trouble: null }),
          (error: Error) => see({ trouble: error.message }),
        );
      }
      isAsking = false;
    };
    setSeen(nothing);
    const stop = listen(as, refresh, () => see({ trouble: 'The playground is not running any more.' }));
    void refresh();
    return () => {
      isOver = true;
      stop();
    };
  }, [as]);

  return seen;
}
