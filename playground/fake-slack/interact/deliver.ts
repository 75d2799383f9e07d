// Brings a command, click or submit to the app and says how it ended for the member.
import type { AppLink } from '../deliver/app-link.ts';
import type { Parcel } from '../deliver/carrier.ts';
import type { Json } from '../world/records.ts';

export type Ack =
  | { ok: true; status: number; body: unknown }
  /** What Slack shows the member: no answer within 3 s, or none that is 200. `detail` says why, for developers. */
  | { ok: false; error: 'operation_timeout' | 'dispatch_failed'; detail: string };

export async function deliver(app: AppLink, kind: Parcel['kind'], payload: Json): Promise<Ack> {
  const answer = await app.send({ kind, payload });
  if (answer.outcome === 'timeout')
    return { ok: false, error: 'operation_timeout', detail: 'no answer in time' };
  if (answer.outcome === 'unreachable') return { ok: false, error: 'dispatch_failed', detail: answer.why };
  if (answer.status !== 200) {
    return {
      ok: false,
      error: 'dispatch_failed',
      detail: `status ${answer.status}: ${String(answer.body ?? '')}`,
    };
  }
  return { ok: true, status: answer.status, body: answer.body };
}
