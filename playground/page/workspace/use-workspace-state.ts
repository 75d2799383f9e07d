// Fetches the workspace as a member sees it, and keeps it up to date.
import { useEffect, useState } from 'react';
import type { WorkspaceState } from '../../fake-slack/fake-slack.ts';
import { fetchState, listen } from './page-client.ts';

export type FetchedState = {
  /** `null` until the first answer. */
  readonly state: WorkspaceState | null;
  /** Set if the last request failed; `state` may then be outdated. */
  readonly error: string | null;
};

const initial: FetchedState = { state: null, error: null };

export function useWorkspaceState(as: string): FetchedState {
  const [fetched, setFetched] = useState(initial);

  useEffect(() => {
    let isOver = false;
    let isFetching = false;
    let isOutdated = false;
    const update = (change: Partial<FetchedState>) => {
      if (!isOver) setFetched((before) => ({ ...before, ...change }));
    };
    // Changes arrive faster than states can be fetched: one more fetch covers all changes during a fetch.
    const refresh = async () => {
      isOutdated = true;
      if (isFetching) return;
      isFetching = true;
      while (isOutdated && !isOver) {
        isOutdated = false;
        await fetchState(as).then(
          (state) => update({ state, error: null }),
          (error: Error) => update({ error: error.message }),
        );
      }
      isFetching = false;
    };
    setFetched(initial);
    const stop = listen(as, refresh, () =>
      update({ error: 'The playground is not running. Reconnecting …' }),
    );
    void refresh();
    return () => {
      isOver = true;
      stop();
    };
  }, [as]);

  return fetched;
}
