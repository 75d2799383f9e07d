// Waits for the one server on a cluster, whichever process started it, and restarts it when it dies.
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunningServer } from './running-server.ts';
import type { Watchdog } from './watchdog.ts';

/** How long to wait for another process that is starting or stopping the server. */
const MAX_WAIT_MS = 60_000;
const MAX_LAUNCHES = 4;

type ServerOptions = {
  cluster: string;
  watchdog: Watchdog;
  /** Starts the server under the watchdog. @returns the file descriptor to hold */
  launch(): Promise<number>;
  /** The last lines of the server's log, for an error message. */
  readLastLogLines(): string;
};

/**
 * Waits until the server is ready. A running server is shared, and put under the watchdog again if its guard was killed;
 * otherwise the server is started. When the server dies later, any of its holders restarts it.
 *
 * @returns releases the server; resolves once the server has stopped, if no other process holds it
 * @throws Error with a sentence for the operator when the server doesn't become ready
 */
export async function superviseServer({ cluster, watchdog, launch, readLastLogLines }: ServerOptions) {
  let held: number | undefined;
  let released = false;
  let checking = true;
  try {
    await untilReady();
  } catch (error) {
    if (held !== undefined) closeSync(held);
    throw error;
  }
  checking = false;
  const timer = setInterval(check, 1_000).unref();

  return async function release(): Promise<void> {
    if (released) return;
    released = true;
    clearInterval(timer);
    const isLast = held !== undefined && watchdog.release(held);
    while (isLast && (await findRunningServer(cluster, false))) await sleep(10);
  };

  async function check(): Promise<void> {
    if (checking || watchdog.isGuarded()) return;
    checking = true;
    await untilReady().catch(() => undefined); // the next check tries again
    checking = false;
  }

  async function untilReady(): Promise<void> {
    let launches = 0;
    let deadline = Date.now() + MAX_WAIT_MS;
    for (; !released; await sleep(10)) {
      const before = held;
      held = watchdog.hold();
      if (before !== undefined) closeSync(before);

      const server = await findRunningServer(cluster, held !== undefined);
      if (server?.state === 'ready') {
        held ??= watchdog.adopt(server.pid);
        return;
      }
      // Recovery after a crash takes as long as it takes.
      if (server?.state === 'starting') deadline = Date.now() + MAX_WAIT_MS;
      if (Date.now() > deadline)
        throw new Error(
          `The database in ${cluster} is held by a process that cannot be seen from here (another container?): end it, or set DATABASE_URL.`,
        );
      if (server || held !== undefined) continue;

      if (launches === MAX_LAUNCHES)
        throw new Error(`Postgres does not start in ${cluster}: ${readLastLogLines()}`);
      // The remaining processes of a killed server may need a moment to notice and exit.
      await sleep(100 * launches++);
      held = await launch();
    }
  }
}
