// What HTTP and Socket Mode have in common: both deliver the same payloads to the app and return its answer.
import type { Json } from '../world/records.ts';

export type AppRequest = {
  kind: 'events_api' | 'slash_commands' | 'interactive';
  payload: Json;
  /** Only on retries: the number of the retry, from 1, and its reason, such as `http_timeout` or `http_error`. */
  retry?: { number: number; reason: string };
};

/**
 * The app's answer. Over HTTP, `body` is text or parsed JSON; in Socket Mode, it is the payload of the acknowledgement.
 * `undefined` if empty.
 */
export type AppAnswer =
  | { outcome: 'answered'; status: number; headers: Headers; body: unknown }
  | { outcome: 'timeout' }
  | { outcome: 'unreachable'; reason: string };

export type Transport = (request: AppRequest) => Promise<AppAnswer>;
