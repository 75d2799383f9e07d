// Slack's rate limits: how often a method may be called, and how long to wait after too many calls.
import type { Values } from '../http/request-body.ts';
import type { Settings } from '../options.ts';

/** Counts a call. Returns the seconds to wait, or `undefined` if the call is allowed. */
export type RateLimiter = (method: string, teamId: string, values: Values) => number | undefined;

/** `burst` calls at once, then `perMinute`; per workspace, or with `perChannel` per channel. */
type Limit = { burst: number; perMinute: number; perChannel?: true };

/** A rate limit tier of so many calls per minute and workspace. */
const tier = (perMinute: number): Limit => ({ burst: perMinute, perMinute });

/**
 * https://docs.slack.dev/apis/web-api/rate-limits: tiers 2, 3, and 4 are 20, 50, and 100 calls per minute;
 * `chat.postMessage` is limited to one per second and channel, with "short bursts", assumed to be five.
 */
const limits: Record<string, Limit> = {
  'chat.postMessage': { burst: 5, perMinute: 60, perChannel: true },
  'chat.update': tier(50),
  'chat.delete': tier(50),
  'chat.postEphemeral': tier(100),
  'conversations.history': tier(50),
  'conversations.replies': tier(50),
  'conversations.list': tier(20),
  'conversations.info': tier(50),
  'conversations.members': tier(100),
  'conversations.open': tier(50),
  'users.info': tier(100),
  'users.list': tier(20),
  'users.conversations': tier(50),
  'files.info': tier(100),
  'files.getUploadURLExternal': tier(100),
  'files.completeUploadExternal': tier(100),
  'files.delete': tier(50),
  'views.open': tier(100),
  'views.update': tier(100),
  'views.publish': tier(100),
};

const historyMethods: ReadonlySet<string> = new Set(['conversations.history', 'conversations.replies']);

/** The maximum number of messages in one answer of these methods, for apps outside the Marketplace. */
export const outsidePageSize = 15;

export type LimitSettings = Pick<Settings, 'limits' | 'now' | 'outsideMarketplace'>;

/** A token bucket per workspace, method, and channel: it holds `burst` calls and refills at `perMinute`. */
export function createRateLimiter({ limits: mode, now, outsideMarketplace }: LimitSettings): RateLimiter {
  const buckets = new Map<string, { left: number; at: number }>();
  const limitOf = (method: string): Limit | undefined => {
    if (outsideMarketplace && historyMethods.has(method))
      return { burst: 1, perMinute: 60_000 / outsideMarketplace.historyPauseMs };
    return mode === 'off' ? undefined : limits[method];
  };
  return (method, teamId, values) => {
    const limit = limitOf(method);
    if (!limit) return undefined;
    const key = `${teamId} ${method} ${limit.perChannel ? String(values.channel) : ''}`;
    const at = now();
    const perMs = limit.perMinute / 60_000;
    const bucket = buckets.get(key) ?? { left: limit.burst, at };
    const left = Math.min(limit.burst, bucket.left + (at - bucket.at) * perMs);
    buckets.set(key, { left: left < 1 ? left : left - 1, at });
    return left < 1 ? Math.ceil((1 - left) / perMs / 1000) : undefined;
  };
}
