// Takes the app out of a workspace, or some of its rights away, and tells the app as Slack does.
import type { Events } from '../deliver/events.ts';
import type { Installation } from './records.ts';
import type { World } from './world.ts';

/** Every token is dead at once; the app hears `app_uninstalled` and `tokens_revoked`. */
export function uninstall(world: World, events: Events, installation: Installation): void {
  world.installations.set(installation.teamId, { ...installation, active: false });
  events.publish(installation, {
    name: 'app_uninstalled',
    event: { type: 'app_uninstalled', event_ts: world.ids.ts() },
  });
  revoke(world, events, installation);
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
