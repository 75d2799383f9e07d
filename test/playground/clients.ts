// Real Slack clients that talk to the fake.
import { LogLevel, WebClient } from '@slack/web-api';
import type { FakeSlack } from '../../playground/fake-slack/fake-slack.ts';

/** Without retries, so that a refusal is seen as it is. */
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

/** What Slack answered to a call that it refused: `{ ok: false, error, … }`. Fails when it didn't refuse. */
export async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error && 'data' in error) return error.data as Record<string, unknown>;
  throw new Error(`Expected a refusal, got ${String(error)}`);
}
