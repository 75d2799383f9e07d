// Where the member is looking, as the address says: `#/dana/C0ENDUSERS/1795354627.000100`. Back and reload work.
import { useSyncExternalStore } from 'react';

export type Route = {
  /** Handle of the member who is played. */
  readonly as: string;
  readonly channel?: string;
  /** The first message of the thread that is open beside the channel. */
  readonly thread?: string;
};

export function addressOf({ as, channel, thread }: Route): string {
  return `#/${[as, channel, channel && thread].filter(Boolean).join('/')}`;
}

export function routeOf(hash: string): Route {
  const [as, channel, thread] = hash.replace(/^#?\/?/, '').split('/');
  return { as: as || 'dana', ...(channel ? { channel } : {}), ...(thread ? { thread } : {}) };
}

export function go(route: Route): void {
  location.hash = addressOf(route);
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => location.hash));
}
