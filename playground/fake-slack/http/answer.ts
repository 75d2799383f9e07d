// Writes answers, and lets a planned fault take an answer's place.
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultAnswer } from '../faults.ts';

/** Answers with JSON as Slack does: `200` and a charset. */
export function answerJson(
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

export function answerText(
  response: ServerResponse,
  text: string,
  { status = 200, type = 'text/plain; charset=utf-8' }: { status?: number; type?: string } = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': type });
  response.end(text);
}

/**
 * Does what the fault says before the request is handled. `true`: the fault was the answer, nothing else is to be
 * done. Faults that concern what comes after (`acceptThenFail`, those of downloads) return `false`.
 */
export async function answerFault(response: ServerResponse, fault: FaultAnswer): Promise<boolean> {
  if (fault === 'hang') return true;
  if (fault === 'reset') {
    response.destroy();
    return true;
  }
  if ('status' in fault) {
    const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
    answerJson(
      response,
      { ok: false, error: fault.status === 429 ? 'ratelimited' : 'internal_error' },
      { status: fault.status, headers },
    );
    return true;
  }
  if ('error' in fault) {
    answerJson(response, { ok: false, error: fault.error });
    return true;
  }
  if ('delayMs' in fault) await sleep(fault.delayMs);
  return false;
}
