// Disturbs the app again and again: kills, pauses, cut connections, crashes of Postgres, faults of Slack.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { FakeSlack, FaultAnswer } from '../../playground/fake-slack/fake-slack.ts';
import { openDatabase } from '../../src/db/database.ts';
import type { OwnPostgres } from '../db/own-postgres.ts';
import type { Fleet } from './fleet.ts';

export type Harm = () => Promise<unknown>;

export type Harms = Readonly<Record<string, readonly [weight: number, harm: Harm]>>;

/** How often each harm came. */
export type Harmed = Readonly<Record<string, number>>;

/**
 * Does a random one of the harms every 0.3 to 2 s, without waiting for its end.
 *
 * @param harms each with a weight
 * @returns stops; resolves when every harm is over
 */
export function startHarms(harms: Harms, random: () => number): () => Promise<Harmed> {
  const counts: Record<string, number> = {};
  const running = new Set<Promise<unknown>>();
  const failed: unknown[] = [];
  const names = Object.entries(harms).flatMap(([name, [weight]]) =>
    Array.from({ length: weight }, () => name),
  );
  const stopped = new AbortController();
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      const name = names[Math.floor(random() * names.length)]!;
      counts[name] = (counts[name] ?? 0) + 1;
      const harm = harms[name]![1]()
        .catch((error: unknown) => failed.push(error))
        .finally(() => running.delete(harm));
      running.add(harm);
      await sleep(300 + random() * 1_700, null, { signal: stopped.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    stopped.abort();
    await loop;
    await Promise.all(running);
    if (failed.length > 0) throw new AggregateError(failed, `a fault could not be caused: ${failed[0]}`);
    return counts;
  };
}

export function fleetHarms(fleet: Fleet, random: () => number) {
  const one = () => Math.floor(random() * fleet.size);
  return {
    kill: [3, () => fleet.kill(one())],
    pause: [2, () => fleet.pause(one(), 500 + random() * 9_500)],
    cut: [3, () => fleet.cut(one(), random() * 2_000)],
  } as const;
}

export function postgresHarms(postgres: OwnPostgres) {
  let busy = false;
  /** One after another, with a pause: a server that is stopping can't be killed, and recovery takes seconds. */
  const alone = (harm: Harm): Harm => {
    return async () => {
      if (busy) return;
      busy = true;
      await harm().finally(() => {
        setTimeout(() => {
          busy = false;
        }, 15_000);
      });
    };
  };
  return {
    crash: [1, alone(() => crash(postgres))],
    restart: [1, alone(() => postgres.restart())],
  } as const;
}

async function crash({ superuserUrl }: OwnPostgres): Promise<void> {
  const { db, close } = openDatabase(superuserUrl, { max: 1, name: 'test' });
  try {
    const [server] = await db.execute(
      sql`select pid from pg_stat_activity where backend_type = 'checkpointer'`,
    );
    if (server) process.kill(Number(server.pid), 'SIGKILL');
  } finally {
    await close(0);
  }
}

const methods = [
  'chat.postMessage',
  'chat.update',
  'chat.getPermalink',
  'conversations.replies',
  'conversations.history',
  'conversations.info',
  'files.info',
  'users.info',
  'download',
];

const answers: readonly FaultAnswer[] = [
  { status: 500 },
  { status: 503 },
  { status: 429, retryAfter: 1 },
  { acceptThenFail: true },
  { delayMs: 2_500 },
  'reset',
  'hang',
];

export function slackHarms({ faults }: FakeSlack, random: () => number) {
  const anyOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  /** Removed when nothing met it for some seconds: otherwise they pile up for methods that are rarely called. */
  async function add(): Promise<void> {
    const remove = faults.add({
      method: anyOf(methods),
      answer: anyOf(answers),
      times: 1 + Math.floor(random() * 3),
    });
    await sleep(4_000);
    remove();
  }
  return { slack: [6, add] } as const;
}
