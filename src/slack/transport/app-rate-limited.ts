// Slack tells that it holds back events of a workspace. It has no inner event, so Bolt neither passes it on nor
// acknowledges it.
import type { Log } from '../../log.ts';

/** Called with the body of each request that Bolt can't handle. @returns whether it was about held-back events */
export type OnAppRateLimited = (body: unknown) => boolean;

/** https://docs.slack.dev/reference/events/app_rate_limited */
type AppRateLimited = {
  readonly type: 'app_rate_limited';
  readonly team_id?: string;
  /** The minute, in seconds since the epoch. */
  readonly minute_rate_limited?: number;
};

/** Logs each one, then calls `onRateLimited`. */
export function createAppRateLimited(log: Log, onRateLimited: () => void): OnAppRateLimited {
  return (body) => {
    if (!isAppRateLimited(body)) return false;
    const { team_id: workspaceId, minute_rate_limited: minute } = body;
    log.warn(
      { workspaceId, minute },
      'Slack holds back events of this workspace: more than 30,000 in an hour',
    );
    onRateLimited();
    return true;
  };
}

const isAppRateLimited = (body: unknown): body is AppRateLimited =>
  typeof body === 'object' && body !== null && 'type' in body && body.type === 'app_rate_limited';
