// A client of Slack's Web API that tells how each call came out.
import { type WebAPICallResult, WebClient, type WebClientOptions } from '@slack/web-api';
import { retryAfterMs, slackErrorOf } from './slack-error.ts';

/**
 * Called at the end of each call, its own retries included. `result` is `ok`, Slack's error code, `http 500` and the
 * like for an answer that is none of Slack's methods, or `network` when there was no answer.
 */
export type OnCall = (method: string, result: string) => void;

export class CountedClient extends WebClient {
  readonly #onCall: OnCall | undefined;

  constructor(onCall: OnCall | undefined, token: string | undefined, options: WebClientOptions) {
    super(token, options);
    this.#onCall = onCall;
  }

  // Every method of the client is this one with the name of the method.
  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    try {
      const answer = await super.apiCall(method, options);
      this.#onCall?.(method, 'ok');
      return answer;
    } catch (error) {
      this.#onCall?.(method, resultOf(error));
      throw error;
    }
  }
}

export function resultOf(error: unknown): string {
  const code = slackErrorOf(error);
  // What Slack's place answers is not held to their list.
  if (code !== null) return /^[a-z0-9_]{1,60}$/.test(code) ? code : 'unknown_error';
  if (retryAfterMs(error) !== null) return 'http 429';
  if (!(error instanceof Error)) return 'network';
  return 'statusCode' in error && typeof error.statusCode === 'number'
    ? `http ${error.statusCode}`
    : 'network';
}
