// Starts a fake Slack: builds its parts, listens, and gives tests and the playground their handle on it.
import { createAppLink } from './deliver/app-link.ts';
import { createEvents } from './deliver/events.ts';
import { createFaults } from './faults.ts';
import { createContents } from './files/contents.ts';
import { createDownload } from './files/downloads.ts';
import { createUploads } from './files/uploads.ts';
import type { FakeSlack, FileHandle } from './handle.ts';
import { listen } from './http/server.ts';
import type { Choices } from './interact/act-on-message.ts';
import { createResponseUrls } from './interact/response-urls.ts';
import { createTriggers } from './interact/triggers.ts';
import { createViews } from './interact/views.ts';
import { createDriver } from './member/driver.ts';
import { createViewHands } from './member/view-hands.ts';
import { type FakeSlackOptions, settle } from './options.ts';
import { report } from './report.ts';
import { createTalk } from './talk.ts';
import { authMethods } from './web-api/auth.ts';
import type { ApiCall } from './web-api/calls.ts';
import { chatMethods } from './web-api/chat.ts';
import { conversationsMethods } from './web-api/conversations.ts';
import { filesMethods } from './web-api/files.ts';
import { createPace } from './web-api/pace.ts';
import { createWebApi } from './web-api/serve.ts';
import { usersMethods } from './web-api/users.ts';
import { viewsMethods } from './web-api/views.ts';
import { createPopulate, invite } from './world/populate.ts';
import type { Member, SharedFile } from './world/records.ts';
import { seed } from './world/seed.ts';
import { createUntil } from './world/until.ts';
import { createWorld, findChannel, findMember } from './world/world.ts';

/** Listens on 127.0.0.1 and resolves once it does. End it with `close()`. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const settings = settle(options);
  const world = createWorld();
  const populate = createPopulate(world, { appId: settings.appId, name: settings.appName });
  if (options.seed !== 'none') seed(world, populate);

  const contents = await createContents();
  const faults = createFaults();
  const calls: ApiCall[] = [];
  const app = createAppLink(settings, world.changes, options.appUrl);
  const events = createEvents(world, settings, app);
  const talk = createTalk(world, events);
  const triggers = createTriggers(settings.triggerLifeMs);
  const responseUrls = createResponseUrls(world, talk, faults, calls);
  const views = createViews(world);
  const uploads = createUploads(world, contents, faults);
  const choices: Choices = new Map();

  const parts = { world, settings, talk, events, contents, uploads };
  const methods = {
    ...authMethods(parts),
    ...chatMethods(parts),
    ...conversationsMethods(parts),
    ...usersMethods(parts),
    ...filesMethods(parts),
    ...viewsMethods(parts, views, triggers),
  };
  const openMethods = { 'api.test': (values: Record<string, unknown>) => ({ args: values }) };
  const pace = createPace(settings.limits);
  const listening = await listen(
    [
      ['/api/', createWebApi({ world, methods, openMethods, faults, pace, calls })],
      ['/upload/v1/', uploads.receive],
      ['/files-pri/', createDownload(world, contents, faults)],
      ['/actions/', responseUrls.receive],
    ],
    options.port ?? 0,
  );
  world.url = `http://127.0.0.1:${listening.port}`;

  const installation = (workspace?: string) => {
    const first = workspace ?? world.installations.keys().next().value ?? '';
    const found = world.installations.get(first);
    if (!found) throw new Error('The app is not installed in that workspace');
    return found;
  };
  /** A member of another company meets the app of the workspace that shares its channel with them. */
  const installationOf = (member: Member) => world.installations.get(member.teamId) ?? installation();
  const interacting = { world, talk, app, triggers, responseUrls };
  const fileHandle = (file: SharedFile): FileHandle => ({
    ...file,
    content: () => contents.readAll(file.id),
    text: async () => (await contents.readAll(file.id)).toString('utf8'),
  });
  const file = (id: string) => {
    const found = world.files.get(id);
    if (!found) throw new Error(`There is no file ${id}`);
    return fileHandle(found);
  };

  return {
    ...populate,
    url: world.url,
    apiUrl: `${world.url}/api/`,
    signingSecret: settings.signingSecret,
    appToken: settings.appToken,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    app: installation,
    connect: app.connect,
    invite: (channel, member) => invite(world, channel, member),
    member(nameOrId, workspace) {
      const member = findMember(world, nameOrId, workspace);
      const hands = createViewHands(interacting, views, member, installationOf);
      return createDriver({ ...interacting, contents, choices, installationOf }, member, hands);
    },
    channel: (nameOrId) => findChannel(world, nameOrId),
    messages: (channel) => world.messages.all(findChannel(world, channel).id),
    thread: (channel, ts) => world.messages.thread(findChannel(world, channel).id, ts),
    ephemerals: (member) => world.messages.ephemerals(findMember(world, member).id),
    now: ({ channel, ts, onlyFor }) =>
      onlyFor ? world.messages.findEphemeral(channel, ts) : world.messages.find(channel, ts),
    file,
    files: (message) => message.files.map(file),
    views: () => [...world.views.values()],
    calls: (method) => (method === undefined ? calls : calls.filter((call) => call.method === method)),
    deliveries: app.deliveries,
    repeatEvent: events.repeat,
    settled: events.settled,
    until: createUntil(world.changes, () => report(world)),
    faults,
    contents,
    report: () => report(world),
    async close() {
      events.close();
      await listening.close();
      await contents.close();
    },
  };
}
