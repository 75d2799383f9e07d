// Grants and revokes the access of an org-wide installation to workspaces, as an organization's admin does.
// Source: https://docs.slack.dev/enterprise/organization-ready-apps.
import type { EventDelivery } from '../delivery/event-delivery.ts';
import type { Installation } from './records.ts';
import type { World } from './world.ts';

/** Slack sends one event for several workspaces, with no workspace of its own; it may be lost. */
type Options = { readonly sendEvent?: boolean };

/** Adds the app to workspaces of the organization. One that has installed it itself keeps its own installation. */
export function grantAccess(
  world: World,
  events: EventDelivery,
  organization: Installation,
  teamIds: readonly string[],
  options: Options = {},
): void {
  for (const teamId of teamIds) {
    const own = world.installations.get(teamId);
    if (!own?.active || own.enterpriseId !== undefined)
      world.installations.set(teamId, { ...organization, teamId });
  }
  if (options.sendEvent !== false) publish(world, events, organization, 'team_access_granted', teamIds);
}

/** Removes the app from workspaces of the organization. */
export function revokeAccess(
  world: World,
  events: EventDelivery,
  organization: Installation,
  teamIds: readonly string[],
  options: Options = {},
): void {
  for (const teamId of teamIds) {
    if (world.installations.get(teamId)?.enterpriseId !== undefined) world.installations.delete(teamId);
  }
  if (options.sendEvent !== false) publish(world, events, organization, 'team_access_revoked', teamIds);
}

function publish(
  world: World,
  events: EventDelivery,
  organization: Installation,
  name: string,
  teamIds: readonly string[],
): void {
  const event = { type: name, team_ids: teamIds, event_ts: world.ids.ts() };
  events.publish(organization, { name, event });
}
