// Slack's rate limits: how often a method may be called, and how long to wait once it was too often.
import type { Values } from '../http/body.ts';

/** Seconds to wait, or `undefined` when the call may go on. */
export type Pace = (method: string, teamId: string, values: Values) => number | undefined;

type Limit = { burst: number; perMinute: number; perChannel?: true };

/** A tier of so many calls a minute and workspace. */
const tier = (perMinute: number): Limit => ({ burst: perMinute, perMinute });

/**
 * docs.slack.dev/apis/web-api/rate-limits: tiers 2, 3 and 4 are 20, 50 and 100 calls a minute; `chat.postMessage` is
 * one a second and channel, "short bursts" allowed, which is taken for five.
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

/** Each key has a store of `burst` calls that fills up again at the pace of the limit. */
export function createPace(mode: 'strict' | 'off', now: () => number): Pace {
  const stores = new Map<string, { left: number; at: number }>();
  return (method, teamId, values) => {
    const limit = limits[method];
    if (mode === 'off' || !limit) return undefined;
    const key = `${teamId} ${method} ${limit.perChannel ? String(values.channel) : ''}`;
    const at = now();
    const perMs = limit.perMinute / 60_000;
    const store = stores.get(key) ?? { left: limit.burst, at };
    const left = Math.min(limit.burst, store.left + (at - store.at) * perMs);
    stores.set(key, { left: left < 1 ? left : left - 1, at });
    return left < 1 ? Math.ceil((1 - left) / perMs / 1000) : undefined;
  };
}
