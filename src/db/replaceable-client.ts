// A client of the driver that can be replaced while the app runs, without those who query the database noticing.
import type postgres from 'postgres';

export type ReplaceableClient = {
  /** For drizzle. Each query and each transaction goes to the client of that moment. */
  readonly sql: postgres.Sql;
  /** See `OpenDatabase`. */
  listen(channel: string, onNotification: (payload: string | null) => void): () => void;
  /** From now on, queries go to a new client. What the old one has not answered rejects as a lost connection. */
  replace(): void;
  /** See `OpenDatabase.close`. */
  close(graceMs: number): Promise<void>;
};

type Listener = {
  readonly channel: string;
  call(payload: string | null): void;
  /** Resolves to what ends the subscription of the current client. */
  subscription: Promise<postgres.ListenMeta | undefined>;
};

/** @param open makes a client with the same options each time, and sends nothing yet */
export function createReplaceableClient(open: () => postgres.Sql): ReplaceableClient {
  let client = open();
  const listeners = new Set<Listener>();
  const used = {
    get options() {
      return client.options;
    },
    unsafe: (...args: Parameters<postgres.Sql['unsafe']>) => client.unsafe(...args),
    begin: (...args: Parameters<postgres.Sql['begin']>) => client.begin(...args),
  };

  // The driver retries for as long as necessary, also when the first attempt fails.
  const subscribe = ({ channel, call }: Pick<Listener, 'channel' | 'call'>) =>
    client.listen(channel, call, () => call(null)).catch(() => undefined);

  return {
    // Cast: drizzle uses no more of a client than this (drizzle-orm/postgres-js, driver.js and session.js).
    sql: used as unknown as postgres.Sql,
    listen(channel, onNotification) {
      const call = (payload: string | null) => {
        if (listeners.has(listener)) onNotification(payload);
      };
      const listener: Listener = { channel, call, subscription: subscribe({ channel, call }) };
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        listener.subscription.then((meta) => meta?.unlisten()).catch(() => undefined);
      };
    },
    replace() {
      const old = client;
      client = open();
      void old.end({ timeout: 0 });
      for (const listener of listeners) listener.subscription = subscribe(listener);
    },
    close: (graceMs) => client.end({ timeout: graceMs / 1000 }),
  };
}
