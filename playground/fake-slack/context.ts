// Creates what a running fake Slack consists of. Functions of the fake take this context as their first argument.
import { type AppConnection, createAppConnection } from './delivery/app-connection.ts';
import { createEventDelivery, type EventDelivery } from './delivery/event-delivery.ts';
import { createSocketMode, type SocketMode } from './delivery/socket-mode.ts';
import { createFaults, type Faults } from './faults.ts';
import { type ContentStore, createContentStore } from './files/content-store.ts';
import { createUploads, type Uploads } from './files/uploads.ts';
import type { MenuChoices } from './interactivity/menu-choices.ts';
import { createResponseUrls, type ResponseUrls } from './interactivity/response-urls.ts';
import { createTriggers, type Triggers } from './interactivity/triggers.ts';
import { createViews, type Views } from './interactivity/views.ts';
import { createMessenger, type Messenger } from './messenger.ts';
import { createGrants, type Grants } from './oauth/grants.ts';
import { type FakeSlackOptions, type Settings, withDefaults } from './options.ts';
import type { ApiCall } from './web-api/call-record.ts';
import { createProvisioning, type Provisioning } from './world/provisioning.ts';
import { seed } from './world/seed.ts';
import { createWorld, type World } from './world/world.ts';

export type FakeContext = {
  readonly settings: Settings;
  readonly world: World;
  readonly provisioning: Provisioning;
  readonly contents: ContentStore;
  readonly uploads: Uploads;
  readonly faults: Faults;
  /** Every Web API call so far, oldest first. */
  readonly calls: ApiCall[];
  readonly app: AppConnection;
  readonly socketMode: SocketMode;
  readonly events: EventDelivery;
  readonly messenger: Messenger;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly views: Views;
  readonly choices: MenuChoices;
  readonly grants: Grants;
};

export async function createContext(options: FakeSlackOptions): Promise<FakeContext> {
  const settings = withDefaults(options);
  const world = createWorld(settings.now);
  const provisioning = createProvisioning(world, { appId: settings.appId, name: settings.appName });
  if (options.seed !== 'none') seed(world, provisioning);

  const contents = await createContentStore();
  const faults = createFaults();
  const calls: ApiCall[] = [];
  const app = createAppConnection(settings, world.changes, options.appUrl);
  const events = createEventDelivery(world, settings, app);
  const messenger = createMessenger(world, events, settings);
  return {
    settings,
    world,
    provisioning,
    contents,
    uploads: createUploads(world, contents, faults),
    faults,
    calls,
    app,
    socketMode: createSocketMode(settings, world.changes),
    events,
    messenger,
    triggers: createTriggers(settings.triggerLifeMs),
    responseUrls: createResponseUrls(world, messenger, faults, calls),
    views: createViews(world),
    choices: new Map(),
    grants: createGrants(),
  };
}
