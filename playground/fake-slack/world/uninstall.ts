// Uninstalls the app from a workspace, or revokes its tokens, and sends the app the events that Slack sends.
import type { EventDelivery } from '../delivery/event-delivery.ts';
import type { Installation } from './records.ts';
import { changeInstallation, type World } from './world.ts';

/** Slack promises no order of these two events, and either may be lost. */
export type RemovalEvent = 'app_uninstalled' | 'tokens_revoked';

/** Invalidates every token at once and sends the app the named events. */
export function uninstall(
  world: World,
  events: EventDelivery,
  installation: Installation,
  sentEvents: readonly RemovalEvent[] = ['app_uninstalled', 'tokens_revoked'],
): void {
  changeInstallation(world, installation, { active: false });
  if (sentEvents.includes('app_uninstalled')) {
    events.publish(installation, {
      name: 'app_uninstalled',
      event: { type: 'app_uninstalled', event_ts: world.ids.ts() },
    });
  }
  if (sentEvents.includes('tokens_revoked')) revoke(world, events, installation);
}

/** Invalidates every token and sends the app `tokens_revoked`. */
export function revoke(world: World, events: EventDelivery, installation: Installation): void {
  changeInstallation(world, installation, { active: false });
  events.publish(installation, {
    name: 'tokens_revoked',
    event: {
      type: 'tokens_revoked',
      tokens: { oauth: [], bot: [installation.botUserId] },
      event_ts: world.ids.ts(),
    },
  });
}
