// Finds a member, and the installation of the app that the member uses, and creates a driver for the member.
import type { FakeContext } from '../context.ts';
import type { Installation } from '../world/records.ts';
import { findMember, type World } from '../world/world.ts';
import { createDriver, type Driver } from './driver.ts';

/** Returns the installation in a workspace, by default in the first one. Throws if the app is not installed. */
export function installationIn(world: World, workspace?: string): Installation {
  const id = workspace ?? world.installations.keys().next().value ?? '';
  const installation = world.installations.get(id);
  if (!installation) throw new Error('The app is not installed in that workspace');
  return installation;
}

/**
 * `workspace` chooses one of several workspaces of a member of an Enterprise organization. A member of another company
 * uses the app of the workspace that shares its channel.
 */
export function driverFor(context: FakeContext, nameOrId: string, workspace?: string): Driver {
  const { world } = context;
  const member = findMember(world, nameOrId, workspace);
  const isOther = workspace !== undefined && member.alsoIn[workspace] !== undefined;
  return createDriver(context, member, () =>
    isOther
      ? installationIn(world, workspace)
      : (world.installations.get(member.teamId) ?? installationIn(world)),
  );
}
