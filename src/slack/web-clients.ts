// Clients of Slack's Web API, two for each workspace, that never wait for long: the queue tries again.
import { LogLevel, WebClient } from '@slack/web-api';
import type { Log } from '../log.ts';
import { quietLogger } from './quiet-logger.ts';

/** One installed workspace: whose token it is and who the bot is there. */
export type Installation = {
  readonly workspaceId: string;
  readonly botToken: string;
  /** The bot's member id (`U…`), as mentions have it. */
  readonly botMemberId: string;
  /** The bot's own id (`B…`), as messages that it sent have it. */
  readonly botId: string;
};

export type WebClients = {
  /** Sends each request once: what did arrive but was not answered would be posted a second time. */
  for(workspaceId: string): WebClient;
  /** Sends a request that failed again, soon: for questions that a member waits for. */
  asking(workspaceId: string): WebClient;
};

type Address = { readonly botToken: string; readonly slackApiUrl: string };

export function webClients(address: Address, log: Log): WebClients {
  const once = makeWebClient(address, log);
  const again = makeWebClient(address, log, 2);
  return { for: () => once, asking: () => again };
}

export function makeWebClient({ botToken, slackApiUrl }: Address, log: Log, retries = 0): WebClient {
  return new WebClient(botToken, {
    slackApiUrl,
    // The defaults are ten retries over half an hour, and no time-out.
    retryConfig: { retries, factor: 2, minTimeout: 500, maxTimeout: 2_000 },
    timeout: 15_000,
    // A 429 goes to the queue, which waits without holding a worker.
    rejectRateLimitedCalls: true,
    logger: quietLogger(log),
    logLevel: LogLevel.ERROR,
  });
}
