// Whether the process is up, and whether it can do its work.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import { withTimeout } from '../timeout.ts';

/** Rejects when its part is not usable. */
export type Check = () => Promise<unknown>;

/** For one check. A balancer asks every few seconds and must not hang. */
const patienceMs = 2_000;

/** So often it looks by itself: a part that fails must get into the log also where nobody asks. */
const everyMs = 30_000;

export type Health = {
  /** `GET /healthz` and `GET /readyz`. */
  readonly routes: readonly {
    readonly path: string;
    readonly method: 'GET';
    readonly handler: (_: IncomingMessage, response: ServerResponse) => void;
  }[];
  /** The part is there, and is asked from now on. Until then it is not usable. */
  addCheck(part: string, check: Check): void;
  /** Asks every part, once for all who look at the same moment. */
  check(): Promise<Found>;
  stop(): void;
};

type Found = { readonly ok: boolean; readonly parts: Readonly<Record<string, boolean>> };

type Options = {
  readonly parts: readonly string[];
  /** Told at each look. */
  readonly onResult: (part: string, usable: boolean) => void;
  readonly log: Log;
};

class NoAnswerInTimeError extends Error {
  override readonly name = 'NoAnswerInTimeError';
}

export function createHealth({ parts, onResult: onFound, log }: Options): Health {
  const checks = new Map<string, Check>();
  const failing = new Set<string>();
  let looking: Promise<Found> | null = null;
  const timer = setInterval(look, everyMs);
  return {
    routes: [
      { path: '/healthz', method: 'GET', handler: answerWith(async () => ({ ok: true, parts: {} })) },
      { path: '/readyz', method: 'GET', handler: answerWith(look) },
    ],
    addCheck: (part, check) => void checks.set(part, check),
    check: look,
    stop: () => clearInterval(timer),
  };

  function look(): Promise<Found> {
    looking ??= askAll().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function askAll(): Promise<Found> {
    const found = await Promise.all(parts.map(async (part) => [part, await isUsable(part)] as const));
    return { ok: found.every(([, usable]) => usable), parts: Object.fromEntries(found) };
  }

  async function isUsable(part: string): Promise<boolean> {
    const check = checks.get(part);
    const usable = check !== undefined && (await passes(part, check));
    onFound(part, usable);
    return usable;
  }

  /** Only what changes gets into the log. */
  async function passes(part: string, check: Check): Promise<boolean> {
    try {
      await withTimeout(check(), patienceMs, () => {
        throw new NoAnswerInTimeError();
      });
      if (failing.delete(part)) log.info({ part }, 'a part is usable again');
      return true;
    } catch (error) {
      if (!failing.has(part)) log.warn({ part, err: error }, 'a part is not usable');
      failing.add(part);
      return false;
    }
  }
}

function answerWith(found: () => Promise<Found>) {
  return (_: IncomingMessage, response: ServerResponse): void => {
    void found().then((it) => {
      response.writeHead(it.ok ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify(it));
    });
  };
}
