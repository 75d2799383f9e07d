// What the page's URL says: `#/dana/C0ENDUSERS/1795354627.000100`. Makes back and reload work.
import { useSyncExternalStore } from 'react';

export type Route = {
  /** Handle of the member being played. */
  readonly as: string;
  /** Id of the open channel. */
  readonly channel?: string;
  /** The `ts` of the first message of the open thread. */
  readonly thread?: string;
};

/** Returns the hash of the URL. */
export function hrefOf({ as, channel, thread }: Route): string {
  return `#/${[as, channel, channel && thread].filter(Boolean).join('/')}`;
}

function parseRoute(hash: string): Route {
  const [as, channel, thread] = hash.replace(/^#?\/?/, '').split('/');
  return { as: as || 'dana', ...(channel ? { channel } : {}), ...(thread ? { thread } : {}) };
}

export function navigate(route: Route): void {
  location.hash = hrefOf(route);
}

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.hash));
}
