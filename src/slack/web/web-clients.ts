// Clients of Slack's Web API, two for each token, that never wait for long: the queue tries again.
import { LogLevel, type WebClient } from '@slack/web-api';
import type { InstallationStore } from '../../installations/installation-store.ts';
import type { Log } from '../../log.ts';
import { CountedClient, type OnCall } from './counted-client.ts';
import { createQuietLogger } from './quiet-logger.ts';

/** Both throw NotInstalled where the app has no token. */
export type WebClients = {
  /** Sends each request once: what did arrive but was not answered would be posted a second time. */
  once(workspaceId: string): Promise<WebClient>;
  /** Sends a request that failed again, soon: for questions that a member waits for. */
  retrying(workspaceId: string): Promise<WebClient>;
};

/** `onCall` is told of each call and what came of it. */
type Address = { readonly slackApiUrl: string; readonly onCall?: OnCall };
type WithToken = Address & { readonly botToken: string | undefined };

type Pair = { readonly botToken: string; readonly once: WebClient; readonly again: WebClient };

const keptAtMost = 1_000;

/** A client has one token for as long as it lives: none ever holds those of two workspaces. */
export function createWebClients(
  { tokenOf }: Pick<InstallationStore, 'tokenOf'>,
  address: Address,
  log: Log,
): WebClients {
  const kept = new Map<string, Pair>();
  return {
    once: async (workspaceId) => (await pairFor(workspaceId)).once,
    retrying: async (workspaceId) => (await pairFor(workspaceId)).again,
  };

  async function pairFor(workspaceId: string): Promise<Pair> {
    const botToken = await tokenOf(workspaceId);
    const known = kept.get(workspaceId);
    if (known?.botToken === botToken) return known;
    const own = { ...address, botToken };
    const pair = { botToken, once: createWebClient(own, log), again: createWebClient(own, log, 2) };
    if (kept.size >= keptAtMost) kept.clear();
    kept.set(workspaceId, pair);
    return pair;
  }
}

export function createWebClient(
  { botToken, slackApiUrl, onCall }: WithToken,
  log: Log,
  retries = 0,
): WebClient {
  return new CountedClient(onCall, botToken, {
    slackApiUrl,
    // The defaults are ten retries over half an hour, and no time-out.
    retryConfig: { retries, factor: 2, minTimeout: 500, maxTimeout: 2_000 },
    timeout: 15_000,
    // A 429 goes to the queue, which waits without holding a worker.
    rejectRateLimitedCalls: true,
    logger: createQuietLogger(log),
    logLevel: LogLevel.ERROR,
  });
}
