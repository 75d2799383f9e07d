// Takes the app out of a workspace, or some of its rights away, and tells the app as Slack does.
import type { Events } from '../deliver/events.ts';
import type { Installation } from './records.ts';
import type { World } from './world.ts';

/** Slack promises no order of the two, and either may get lost. */
export type RemovalEvent = 'app_uninstalled' | 'tokens_revoked';

/** Every token is dead at once; of the two events the app hears these. */
export function uninstall(
  world: World,
  events: Events,
  installation: Installation,
  told: readonly RemovalEvent[] = ['app_uninstalled', 'tokens_revoked'],
): void {
  world.installations.set(installation.teamId, { ...installation, active: false });
  if (told.includes('app_uninstalled')) {
    events.publish(installation, {
      name: 'app_uninstalled',
      event: { type: 'app_uninstalled', event_ts: world.ids.ts() },
    });
  }
  if (told.includes('tokens_revoked')) revoke(world, events, installation);
}

/** Every token is dead; the app hears `tokens_revoked`. */
export function revoke(world: World, events: Events, installation: Installation): void {
  world.installations.set(installation.teamId, { ...installation, active: false });
  events.publish(installation, {
    name: 'tokens_revoked',
    event: {
      type: 'tokens_revoked',
      tokens: { oauth: [], bot: [installation.botUserId] },
      event_ts: world.ids.ts(),
    },
  });
}
