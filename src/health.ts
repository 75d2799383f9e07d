// Whether the process is up, and whether it can do its work.
import type { IncomingMessage, ServerResponse } from 'node:http';

export type Check = () => Promise<unknown>;

/** For one check. A balancer asks every few seconds and must not hang. */
const patienceMs = 2_000;

/** `GET /healthz` and `GET /readyz`; `checks` by name, each rejects when its part is not usable. */
export function healthRoutes(checks: Readonly<Record<string, Check>>) {
  return [
    { path: '/healthz', method: 'GET' as const, handler: answerWith(async () => ({ ok: true, parts: {} })) },
    { path: '/readyz', method: 'GET' as const, handler: answerWith(() => runAll(checks)) },
  ];
}

type Health = { ok: boolean; parts: Record<string, boolean> };

async function runAll(checks: Readonly<Record<string, Check>>): Promise<Health> {
  const parts = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await passes(check)] as const),
  );
  return { ok: parts.every(([, ok]) => ok), parts: Object.fromEntries(parts) };
}

async function passes(check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const done = check().then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

function answerWith(health: () => Promise<Health>) {
  return (_: IncomingMessage, response: ServerResponse): void => {
    void health().then((found) => {
      response.writeHead(found.ok ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify(found));
    });
  };
}
