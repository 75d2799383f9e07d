// Health checks: whether the process must be restarted (`/healthz`), and whether each of its parts works (`/readyz`).
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import { withTimeout } from '../timeout.ts';

/** Rejects while the part doesn't work. */
export type Check = () => Promise<unknown>;

/** For each check, in ms. A load balancer asks every few seconds and must not hang. */
const checkTimeoutMs = 2_000;

/** How often the parts are checked without a request, so that a failure is logged even if nothing polls the routes. */
const checkIntervalMs = 30_000;

export type Health = {
  /** `GET /healthz` and `GET /readyz`. */
  readonly routes: readonly {
    readonly path: string;
    readonly method: 'GET';
    readonly handler: (_: IncomingMessage, response: ServerResponse) => void;
  }[];
  /** Adds the check of a part that has started. Until then, the part counts as not working. */
  addCheck(part: string, check: Check): void;
  /** `/healthz` fails while this is false: where only a restart of the process helps. */
  aliveWhile(isAlive: () => boolean): void;
  /** Checks all parts. Callers at the same time share one run. */
  check(): Promise<HealthReport>;
  /** Ends the periodic checks. */
  stop(): void;
};

/** The body of `/readyz`. */
type HealthReport = { readonly ok: boolean; readonly parts: Readonly<Record<string, boolean>> };

type HealthOptions = {
  readonly parts: readonly string[];
  /** Called with the result of each check. */
  readonly onResult: (part: string, isHealthy: boolean) => void;
  readonly log: Log;
};

class CheckTimeoutError extends Error {
  override readonly name = 'CheckTimeoutError';
}

export function createHealth({ parts, onResult, log }: HealthOptions): Health {
  const checks = new Map<string, Check>();
  const failing = new Set<string>();
  let running: Promise<HealthReport> | null = null;
  let isAlive = () => true;
  let wasAlive = true;
  const timer = setInterval(check, checkIntervalMs);
  return {
    routes: [
      { path: '/healthz', method: 'GET', handler: respondWith(checkAlive) },
      { path: '/readyz', method: 'GET', handler: respondWith(check) },
    ],
    addCheck: (part, partCheck) => void checks.set(part, partCheck),
    aliveWhile(condition) {
      isAlive = condition;
    },
    check,
    stop: () => clearInterval(timer),
  };

  async function checkAlive(): Promise<HealthReport> {
    const ok = isAlive();
    if (wasAlive && !ok)
      log.error('this process must be restarted: it does not reach the database, which answers');
    wasAlive = ok;
    return { ok, parts: {} };
  }

  function check(): Promise<HealthReport> {
    running ??= checkAll().finally(() => {
      running = null;
    });
    return running;
  }

  async function checkAll(): Promise<HealthReport> {
    const results = await Promise.all(parts.map(async (part) => [part, await checkPart(part)] as const));
    return { ok: results.every(([, isHealthy]) => isHealthy), parts: Object.fromEntries(results) };
  }

  async function checkPart(part: string): Promise<boolean> {
    const partCheck = checks.get(part);
    const isHealthy = partCheck !== undefined && (await passes(part, partCheck));
    onResult(part, isHealthy);
    return isHealthy;
  }

  /** Logs only a change of the result. */
  async function passes(part: string, partCheck: Check): Promise<boolean> {
    try {
      await withTimeout(partCheck(), checkTimeoutMs, () => {
        throw new CheckTimeoutError();
      });
      if (failing.delete(part)) log.info({ part }, 'health check passes again');
      return true;
    } catch (error) {
      if (!failing.has(part)) log.warn({ part, err: error }, 'health check failed');
      failing.add(part);
      return false;
    }
  }
}

function respondWith(report: () => Promise<HealthReport>) {
  return (_: IncomingMessage, response: ServerResponse): void => {
    void report().then((body) => {
      response.writeHead(body.ok ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  };
}
