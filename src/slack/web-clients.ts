// Clients of Slack's Web API, one for each workspace, that never wait for long: the queue tries again.
import { LogLevel, WebClient } from '@slack/web-api';

/** One installed workspace: whose token it is and who the bot is there. */
export type Installation = {
  readonly workspaceId: string;
  readonly botToken: string;
  /** The bot's member id (`U…`), as mentions have it. */
  readonly botMemberId: string;
  /** The bot's own id (`B…`), as messages that it sent have it. */
  readonly botId: string;
};

export type WebClients = { for(workspaceId: string): WebClient };

export function makeWebClient(botToken: string, slackApiUrl: string): WebClient {
  return new WebClient(botToken, {
    slackApiUrl,
    // The defaults are ten retries over half an hour, and no time-out.
    retryConfig: { retries: 2, factor: 2, minTimeout: 500, maxTimeout: 2_000 },
    timeout: 15_000,
    // A 429 goes to the queue, which waits without holding a worker.
    rejectRateLimitedCalls: true,
    // Below that it prints message bodies.
    logLevel: LogLevel.ERROR,
  });
}
