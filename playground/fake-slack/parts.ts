// Builds the parts of a fake Slack and joins them.
import { createAppLink } from './deliver/app-link.ts';
import { createEvents } from './deliver/events.ts';
import { createSocketMode } from './deliver/socket-mode.ts';
import { createFaults } from './faults.ts';
import { createContents } from './files/contents.ts';
import { createUploads } from './files/uploads.ts';
import type { Choices } from './interact/act-on-message.ts';
import { createResponseUrls } from './interact/response-urls.ts';
import { createTriggers } from './interact/triggers.ts';
import { createViews } from './interact/views.ts';
import { createDriver, type Driver } from './member/driver.ts';
import { createGrants } from './oauth/grants.ts';
import { type FakeSlackOptions, settle } from './options.ts';
import { createTalk } from './talk.ts';
import type { ApiCall } from './web-api/calls.ts';
import { createPopulate } from './world/populate.ts';
import type { Installation, Member } from './world/records.ts';
import { seed } from './world/seed.ts';
import { createWorld, findMember } from './world/world.ts';

export type Parts = Awaited<ReturnType<typeof createParts>>;

export async function createParts(options: FakeSlackOptions) {
  const settings = settle(options);
  const world = createWorld(settings.now);
  const populate = createPopulate(world, { appId: settings.appId, name: settings.appName });
  if (options.seed !== 'none') seed(world, populate);

  const contents = await createContents();
  const faults = createFaults();
  const calls: ApiCall[] = [];
  const app = createAppLink(settings, world.changes, options.appUrl);
  const socketMode = createSocketMode(settings, world.changes);
  const events = createEvents(world, settings, app);
  const talk = createTalk(world, events);
  const triggers = createTriggers(settings.triggerLifeMs);
  const responseUrls = createResponseUrls(world, talk, faults, calls);
  const views = createViews(world);
  const uploads = createUploads(world, contents, faults);
  const choices: Choices = new Map();
  const grants = createGrants();

  const installationIn = (workspace?: string): Installation => {
    const found = world.installations.get(workspace ?? world.installations.keys().next().value ?? '');
    if (!found) throw new Error('The app is not installed in that workspace');
    return found;
  };
  /** A member of another company meets the app of the workspace that shares its channel with them. */
  const installationOf = (member: Member) => world.installations.get(member.teamId) ?? installationIn();
  const interacting = { world, talk, app, triggers, responseUrls };
  const driving = { ...interacting, contents, choices, views, installationOf };
  const driver = (nameOrId: string, workspace?: string): Driver => {
    const member = findMember(world, nameOrId, workspace);
    const isOther = workspace !== undefined && member.alsoIn[workspace] !== undefined;
    return createDriver(
      isOther ? { ...driving, installationOf: () => installationIn(workspace) } : driving,
      member,
    );
  };

  return {
    settings,
    world,
    populate,
    contents,
    faults,
    calls,
    app,
    socketMode,
    events,
    talk,
    triggers,
    responseUrls,
    views,
    uploads,
    choices,
    grants,
    installationIn,
    driver,
  };
}
