// Slack Web API clients, two for each token. They fail fast: the queue does the waiting.
import { LogLevel, type WebClient } from '@slack/web-api';
import type { InstallationStore } from '../../installations/installation-store.ts';
import type { Log } from '../../log.ts';
import { CountedClient, type OnCall } from './counted-client.ts';
import { createQuietLogger } from './quiet-logger.ts';

/** Both methods throw NotInstalledError where the app has no token. */
export type WebClients = {
  /** For writes. Sends each request once: Slack may have carried out a request that it did not answer. */
  once(workspaceId: string): Promise<WebClient>;
  /** For reads that a member waits for. Retries a failed request twice, within seconds. */
  retrying(workspaceId: string): Promise<WebClient>;
};

type ApiOptions = {
  readonly slackApiUrl: string;
  /** Called at the end of each call. */
  readonly onCall?: OnCall;
};

type ClientOptions = ApiOptions & {
  /** Undefined for methods that need no token. */
  readonly botToken: string | undefined;
};

type ClientPair = { readonly botToken: string; readonly once: WebClient; readonly retrying: WebClient };

const cacheLimit = 1_000;

/** A client keeps its token for life, so one workspace's token can't be used for another workspace. */
export function createWebClients(
  { tokenOf }: Pick<InstallationStore, 'tokenOf'>,
  apiOptions: ApiOptions,
  log: Log,
): WebClients {
  const cache = new Map<string, ClientPair>();
  return {
    once: async (workspaceId) => (await pairFor(workspaceId)).once,
    retrying: async (workspaceId) => (await pairFor(workspaceId)).retrying,
  };

  async function pairFor(workspaceId: string): Promise<ClientPair> {
    const botToken = await tokenOf(workspaceId);
    const cached = cache.get(workspaceId);
    if (cached?.botToken === botToken) return cached;
    const options = { ...apiOptions, botToken };
    const pair = {
      botToken,
      once: createWebClient(options, log),
      retrying: createWebClient(options, log, 2),
    };
    if (cache.size >= cacheLimit) cache.clear();
    cache.set(workspaceId, pair);
    return pair;
  }
}

export function createWebClient(
  { botToken, slackApiUrl, onCall }: ClientOptions,
  log: Log,
  retries = 0,
): WebClient {
  return new CountedClient(onCall, botToken, {
    slackApiUrl,
    // Slack's defaults are ten retries over half an hour, and no timeout.
    retryConfig: { retries, factor: 2, minTimeout: 500, maxTimeout: 2_000 },
    timeout: 15_000,
    // A 429 goes to the queue, which waits without holding a worker.
    rejectRateLimitedCalls: true,
    logger: createQuietLogger(log),
    logLevel: LogLevel.ERROR,
  });
}
