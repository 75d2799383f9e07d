// Gets hold of the one server on a cluster, whoever started it, and sees to it that it goes on.
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunningServer } from './running-server.ts';
import type { Watchdog } from './watchdog.ts';

/** How long to wait for another process that is starting or stopping the server. */
const PATIENCE_MS = 60_000;
const LAUNCHES = 4;

type Parts = {
  cluster: string;
  theSwitch: Watchdog;
  /** Starts the server, under the switch; returns the descriptor to hold. */
  launch(): Promise<number>;
  /** What the server said last. */
  lastWords(): string;
};

/**
 * Waits until the server is ready: one that lives already is shared, or put under the switch again if its
 * guard was killed; otherwise it is started. When it dies meanwhile, any of its holders starts it again.
 *
 * @returns lets go; ends when the server has ended, if no other process holds it
 */
export async function superviseServer({ cluster, theSwitch, launch, lastWords }: Parts) {
  let held: number | undefined;
  let released = false;
  let looking = true;
  try {
    await untilReady();
  } catch (error) {
    if (held !== undefined) closeSync(held);
    throw error;
  }
  looking = false;
  const watch = setInterval(look, 1_000).unref();

  return async function release(): Promise<void> {
    if (released) return;
    released = true;
    clearInterval(watch);
    const last = held !== undefined && theSwitch.release(held);
    while (last && (await findRunningServer(cluster, false))) await sleep(10);
  };

  async function look(): Promise<void> {
    if (looking || theSwitch.isGuarded()) return;
    looking = true;
    await untilReady().catch(() => undefined); // the next look tries again
    looking = false;
  }

  async function untilReady(): Promise<void> {
    let launches = 0;
    let patience = Date.now() + PATIENCE_MS;
    for (; !released; await sleep(10)) {
      const before = held;
      held = theSwitch.hold();
      if (before !== undefined) closeSync(before);

      const server = await findRunningServer(cluster, held !== undefined);
      if (server?.state === 'ready') {
        held ??= theSwitch.adopt(server.pid);
        return;
      }
      // Recovery after a crash takes as long as it takes.
      if (server?.state === 'starting') patience = Date.now() + PATIENCE_MS;
      if (Date.now() > patience)
        throw new Error(
          `The database in ${cluster} is held by a process that cannot be seen from here (another container?): end it, or set DATABASE_URL.`,
        );
      if (server || held !== undefined) continue;

      if (launches === LAUNCHES) throw new Error(`Postgres does not start in ${cluster}: ${lastWords()}`);
      // Those that a killed server left behind may need a moment to notice.
      await sleep(100 * launches++);
      held = await launch();
    }
  }
}
