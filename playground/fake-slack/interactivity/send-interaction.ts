// Sends the app a command, click, or submission, and translates its answer into what the member sees.
import type { Json } from '../../block-kit.ts';
import type { AppConnection } from '../delivery/app-connection.ts';
import type { AppRequest } from '../delivery/transport.ts';

export type Acknowledgement =
  | { ok: true; status: number; body: unknown }
  /** The error that Slack shows the member: no answer within 3 s, or a status other than 200. `detail` is for developers. */
  | { ok: false; error: 'operation_timeout' | 'dispatch_failed'; detail: string };

export async function sendInteraction(
  app: AppConnection,
  kind: AppRequest['kind'],
  payload: Json,
): Promise<Acknowledgement> {
  const answer = await app.send({ kind, payload });
  if (answer.outcome === 'timeout') {
    return { ok: false, error: 'operation_timeout', detail: 'no answer in time' };
  }
  if (answer.outcome === 'unreachable') {
    return { ok: false, error: 'dispatch_failed', detail: answer.reason };
  }
  if (answer.status !== 200) {
    const detail = `status ${answer.status}: ${String(answer.body ?? '')}`;
    return { ok: false, error: 'dispatch_failed', detail };
  }
  return { ok: true, status: answer.status, body: answer.body };
}
