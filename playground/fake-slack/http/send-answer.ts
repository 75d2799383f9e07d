// Sends HTTP answers, and injected faults in their place.
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultAnswer } from '../faults.ts';

/** Sends JSON as Slack does: with status 200 even for errors, and with a charset. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  if (response.destroyed) return;
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    ...headers,
  });
  response.end(body);
}

export function sendText(
  response: ServerResponse,
  text: string,
  { status = 200, type = 'text/plain; charset=utf-8' }: { status?: number; type?: string } = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': type });
  response.end(text);
}

/**
 * Applies a fault before the request is handled. Resolves with true if the fault was the answer and the request must
 * not be handled. Faults that apply later (`acceptThenFail`, and those of downloads) resolve with false.
 */
export async function sendFault(response: ServerResponse, fault: FaultAnswer): Promise<boolean> {
  if (fault === 'hang') return true;
  if (fault === 'reset') {
    response.destroy();
    return true;
  }
  if ('status' in fault) {
    const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
    const error = fault.status === 429 ? 'ratelimited' : 'internal_error';
    sendJson(response, { ok: false, error }, { status: fault.status, headers });
    return true;
  }
  if ('error' in fault) {
    sendJson(response, { ok: false, error: fault.error });
    return true;
  }
  if ('delayMs' in fault) await sleep(fault.delayMs);
  return false;
}
