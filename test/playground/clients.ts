// Real Slack clients for the fake.
import { LogLevel, WebClient } from '@slack/web-api';
import type { FakeSlack } from '../../playground/fake-slack/fake-slack.ts';

/** Without retries, so that errors surface at once. */
export function clientFor(slackApiUrl: string, token: string): WebClient {
  return new WebClient(token, {
    slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
}

/** The app's client. */
export function botClient(fake: FakeSlack, token = fake.app().token): WebClient {
  return clientFor(fake.apiUrl, token);
}

/** Resolves with the answer to a call that Slack refused: `{ ok: false, error, … }`. Rejects if the call succeeded. */
export async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error && 'data' in error) return error.data as Record<string, unknown>;
  throw new Error(`Expected the call to be refused, got ${String(error)}`);
}
