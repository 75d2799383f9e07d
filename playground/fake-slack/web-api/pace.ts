// Slack's rate limits: how often a method may be called, and how long to wait once it was too often.
import type { Values } from '../http/body.ts';

/** Seconds to wait, or `undefined` when the call may go on. */
export type Pace = (method: string, teamId: string, values: Values) => number | undefined;

type Limit = { calls: number; perMs: number; perChannel?: true };

const minute = 60_000;

/**
 * docs.slack.dev/apis/web-api/rate-limits: tiers 2, 3 and 4 are 20, 50 and 100 calls a minute and workspace;
 * `chat.postMessage` is one a second and channel, "short bursts" allowed, which is taken for five in five seconds.
 */
const limits: Record<string, Limit> = {
  'chat.postMessage': { calls: 5, perMs: 5_000, perChannel: true },
  'chat.update': { calls: 50, perMs: minute },
  'chat.delete': { calls: 50, perMs: minute },
  'chat.postEphemeral': { calls: 100, perMs: minute },
  'conversations.history': { calls: 50, perMs: minute },
  'conversations.replies': { calls: 50, perMs: minute },
  'conversations.list': { calls: 20, perMs: minute },
  'conversations.info': { calls: 50, perMs: minute },
  'conversations.open': { calls: 50, perMs: minute },
  'users.info': { calls: 100, perMs: minute },
  'users.list': { calls: 20, perMs: minute },
  'users.conversations': { calls: 50, perMs: minute },
  'files.info': { calls: 100, perMs: minute },
  'files.getUploadURLExternal': { calls: 100, perMs: minute },
  'files.completeUploadExternal': { calls: 100, perMs: minute },
  'files.delete': { calls: 50, perMs: minute },
  'views.open': { calls: 100, perMs: minute },
  'views.update': { calls: 100, perMs: minute },
  'views.publish': { calls: 100, perMs: minute },
};

export function createPace(mode: 'strict' | 'off', now: () => number = Date.now): Pace {
  const past = new Map<string, number[]>();
  return (method, teamId, values) => {
    const limit = limits[method];
    if (mode === 'off' || !limit) return undefined;
    const key = `${teamId} ${method} ${limit.perChannel ? String(values.channel) : ''}`;
    const at = now();
    const recent = (past.get(key) ?? []).filter((time) => time > at - limit.perMs);
    const first = recent[0];
    if (first !== undefined && recent.length >= limit.calls) {
      past.set(key, recent);
      return Math.max(1, Math.ceil((first + limit.perMs - at) / 1000));
    }
    past.set(key, [...recent, at]);
    return undefined;
  };
}
