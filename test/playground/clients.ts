// Real Slack clients that talk to the fake.
import { WebClient } from '@slack/web-api';
import type { FakeSlack } from '../../playground/fake-slack/handle.ts';

/** The app's client: no retries, so that a refusal is seen as it is. */
export function botClient(fake: FakeSlack, token = fake.app().token): WebClient {
  return new WebClient(token, {
    slackApiUrl: fake.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}
