// What a way to the app does: HTTP and Socket Mode both carry the same payloads and bring back an answer.
import type { Json } from '../world/records.ts';

export type Parcel = {
  kind: 'events_api' | 'slash_commands' | 'interactive';
  payload: Json;
  /** Set on a second and later try: `http_timeout`, `http_error`, … */
  retry?: { number: number; reason: string };
};

/** What came back. `body` is text over HTTP and the acknowledgement's payload over Socket Mode; `undefined` if empty. */
export type AppAnswer =
  | { outcome: 'answered'; status: number; headers: Headers; body: unknown }
  | { outcome: 'timeout' }
  | { outcome: 'unreachable'; why: string };

export type Carrier = (parcel: Parcel) => Promise<AppAnswer>;
