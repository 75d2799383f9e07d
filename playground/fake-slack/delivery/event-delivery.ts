// Delivers events to the app as `event_callback`s, and retries those that the app doesn't answer with 200.
// Source: https://docs.slack.dev/apis/events-api.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../options.ts';
import type { Installation, Json } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { AppConnection } from './app-connection.ts';
import type { AppAnswer } from './transport.ts';

export type NewEvent = {
  /** The required subscription: `message.channels`, `app_mention`. */
  name: string;
  /** The required scope, if any. */
  scope?: string;
  event: Json;
  /** True in a channel that is shared with another company. */
  extShared?: boolean;
};

export type EventDelivery = {
  /** Delivers the event in the background, with retries, if the app is subscribed and has the scope. */
  publish(installation: Installation, event: NewEvent): void;
  /** Delivers the body of an earlier event again, as Slack occasionally does. */
  repeat(body: Json): Promise<AppAnswer>;
  /** Resolves when every event has been delivered or has failed its last retry. */
  settled(): Promise<void>;
  /** Cancels pending retries. */
  close(): void;
};

/** Returns why a delivery failed. Reasons: https://docs.slack.dev/apis/events-api#error-handling. */
function failureOf(answer: AppAnswer): { reason: string; stop: boolean } | undefined {
  if (answer.outcome === 'timeout') return { reason: 'http_timeout', stop: false };
  if (answer.outcome === 'unreachable') return { reason: 'connection_failed', stop: false };
  if (answer.status >= 200 && answer.status < 300) return undefined;
  return { reason: 'http_error', stop: answer.headers.get('x-slack-no-retry') === '1' };
}

export function createEventDelivery(world: World, settings: Settings, app: AppConnection): EventDelivery {
  const pending = new Set<Promise<void>>();
  const closing = new AbortController();

  const deliver = async (body: Json) => {
    let failed = failureOf(await app.send({ kind: 'events_api', payload: body }));
    for (const [index, wait] of settings.retryWaitsMs.entries()) {
      if (!failed || failed.stop) return;
      await sleep(wait, undefined, { signal: closing.signal });
      const retry = { number: index + 1, reason: failed.reason };
      failed = failureOf(await app.send({ kind: 'events_api', payload: body, retry }));
    }
  };

  return {
    publish(installation, { name, scope, event, extShared = false }) {
      const hasScope = scope === undefined || installation.scopes.has(scope);
      if (!app.connected() || !settings.events.includes(name) || !hasScope) return;
      const { appId, botUserId } = installation;
      const isOrganizationWide = installation.enterpriseId !== undefined;
      // An event about the organization itself belongs to no workspace.
      const teamId = world.workspaces.has(installation.teamId) ? installation.teamId : null;
      const enterpriseId =
        installation.enterpriseId ?? world.workspaces.get(installation.teamId)?.enterpriseId ?? null;
      const body = {
        token: 'a-verification-token',
        team_id: teamId,
        ...(enterpriseId === null ? {} : { enterprise_id: enterpriseId }),
        context_team_id: teamId,
        context_enterprise_id: enterpriseId,
        api_app_id: appId,
        event,
        type: 'event_callback',
        event_id: world.ids.next('Ev'),
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [
          {
            enterprise_id: enterpriseId,
            team_id: teamId,
            user_id: botUserId,
            is_bot: true,
            is_enterprise_install: isOrganizationWide,
          },
        ],
        is_ext_shared_channel: extShared,
        event_context: `4-${world.ids.next('E')}`,
      };
      const sending = deliver(body)
        .catch((error: unknown) => {
          if (!closing.signal.aborted) throw error;
        })
        .finally(() => pending.delete(sending));
      pending.add(sending);
    },
    repeat: (body) => app.send({ kind: 'events_api', payload: body }),
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
    close: () => closing.abort(),
  };
}
