// A Slack Web API client that reports the result of each call, for the metrics.
import { type WebAPICallResult, WebClient, type WebClientOptions } from '@slack/web-api';
import { retryAfterMs, slackErrorOf } from './slack-error.ts';

/**
 * Called at the end of each call, after the client's own retries. `result` is `ok`, Slack's error code, `http 500` and
 * the like for a response that doesn't come from a method of the Web API, or `network` when no response came.
 */
export type OnCall = (method: string, result: string) => void;

export class CountedClient extends WebClient {
  readonly #onCall: OnCall | undefined;

  constructor(onCall: OnCall | undefined, token: string | undefined, options: WebClientOptions) {
    super(token, options);
    this.#onCall = onCall;
  }

  // All methods of the client, such as `chat.update`, call this one.
  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    try {
      const response = await super.apiCall(method, options);
      this.#onCall?.(method, 'ok');
      return response;
    } catch (error) {
      this.#onCall?.(method, resultOf(error));
      throw error;
    }
  }
}

function resultOf(error: unknown): string {
  const code = slackErrorOf(error);
  // A metric's label: an unexpected response from SLACK_API_URL must not create labels without limit.
  if (code !== null) return /^[a-z0-9_]{1,60}$/.test(code) ? code : 'unknown_error';
  if (retryAfterMs(error) !== null) return 'http 429';
  if (!(error instanceof Error)) return 'network';
  return 'statusCode' in error && typeof error.statusCode === 'number'
    ? `http ${error.statusCode}`
    : 'network';
}
