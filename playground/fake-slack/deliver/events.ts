// Sends events to the app as `event_callback`s, and again when it doesn't answer with 200.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../options.ts';
import type { Installation, Json } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { AppLink } from './app-link.ts';
import type { AppAnswer } from './carrier.ts';

export type NewEvent = {
  /** The subscription that it needs: `message.channels`, `app_mention`. */
  name: string;
  /** A scope without which Slack sends nothing. */
  scope?: string;
  event: Json;
  extShared?: boolean;
};

export type Events = {
  /** Sends it if the app is subscribed, in the background; retries as set. */
  publish(installation: Installation, event: NewEvent): void;
  /** Sends the same body once more, as Slack does now and then. */
  repeat(body: Json): Promise<AppAnswer>;
  /** Resolves when no event is on its way or waiting to be retried. */
  settled(): Promise<void>;
  close(): void;
};

/** Reasons as in docs.slack.dev/apis/events-api#error-handling. */
function failure(answer: AppAnswer): { reason: string; stop: boolean } | undefined {
  if (answer.outcome === 'timeout') return { reason: 'http_timeout', stop: false };
  if (answer.outcome === 'unreachable') return { reason: 'connection_failed', stop: false };
  if (answer.status >= 200 && answer.status < 300) return undefined;
  return { reason: 'http_error', stop: answer.headers.get('x-slack-no-retry') === '1' };
}

export function createEvents(world: World, settings: Settings, app: AppLink): Events {
  const underway = new Set<Promise<void>>();
  const closing = new AbortController();

  const deliver = async (body: Json) => {
    let failed = failure(await app.send({ kind: 'events_api', payload: body }));
    for (const [index, wait] of settings.retryWaitsMs.entries()) {
      if (!failed || failed.stop) return;
      await sleep(wait, undefined, { signal: closing.signal });
      const retry = { number: index + 1, reason: failed.reason };
      failed = failure(await app.send({ kind: 'events_api', payload: body, retry }));
    }
  };

  return {
    publish(installation, { name, scope, event, extShared = false }) {
      const granted = scope === undefined || installation.scopes.has(scope);
      if (!app.connected() || !settings.events.includes(name) || !granted) return;
      const { teamId, appId, botUserId } = installation;
      const body = {
        token: 'a-verification-token',
        team_id: teamId,
        context_team_id: teamId,
        context_enterprise_id: world.workspaces.get(teamId)?.enterpriseId ?? null,
        api_app_id: appId,
        event,
        type: 'event_callback',
        event_id: world.ids.next('Ev'),
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [
          {
            enterprise_id: world.workspaces.get(teamId)?.enterpriseId ?? null,
            team_id: teamId,
            user_id: botUserId,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: extShared,
        event_context: `4-${world.ids.next('E')}`,
      };
      const sending = deliver(body)
        .catch((error: unknown) => {
          if (!closing.signal.aborted) throw error;
        })
        .finally(() => underway.delete(sending));
      underway.add(sending);
    },
    repeat: (body) => app.send({ kind: 'events_api', payload: body }),
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
    close: () => closing.abort(),
  };
}
