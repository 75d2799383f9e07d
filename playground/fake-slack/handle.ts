// The handle on a running fake Slack: how tests, the demo, and the playground control and inspect it.
import type { FakeContext } from './context.ts';
import type { Delivery } from './delivery/app-connection.ts';
import type { EventDelivery } from './delivery/event-delivery.ts';
import type { SocketControl } from './delivery/socket-mode.ts';
import { verifyUrl } from './delivery/verify-url.ts';
import type { Faults } from './faults.ts';
import type { ContentStore } from './files/content-store.ts';
import type { Driver } from './member/driver.ts';
import { driverFor, installationIn } from './member/driver-for.ts';
import { messageText } from './plain-text/message-text.ts';
import { createNameOf, report } from './plain-text/report.ts';
import type { ApiCall } from './web-api/call-record.ts';
import { changeChannelId } from './world/change-channel-id.ts';
import { grantAccess, revokeAccess } from './world/organization-access.ts';
import type { Provisioning } from './world/provisioning.ts';
import type { Channel, Installation, Message, SharedFile, View } from './world/records.ts';
import { type RemovalEvent, uninstall } from './world/uninstall.ts';
import { createUntil, type Until } from './world/until.ts';
import { changeInstallation, findChannel, findMember } from './world/world.ts';

export type FileHandle = SharedFile & {
  content(): Promise<Buffer>;
  /** Resolves with the content decoded as UTF-8. */
  text(): Promise<string>;
};

/** Channels and members are given by name or id. `workspace` is an id, by default of the first workspace. */
export type FakeSlack = Provisioning & {
  /** `http://127.0.0.1:1234` */
  url: string;
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  signingSecret: string;
  appToken: string;
  clientId: string;
  clientSecret: string;
  /** Returns the app's installation in a workspace, or of an Enterprise organization: its token and the bot's ids. Throws if the app is not installed. */
  app(workspace?: string): Installation;
  /** From now on, delivers events, commands, and clicks to this base URL; `undefined` disconnects the app. */
  connect(appUrl: string | undefined): void;
  /** Redirects members who agreed to an installation to this base URL. `connect` sets it as well. */
  redirectTo(appUrl: string | undefined): void;
  /** Sends the app the challenge with which Slack verifies a request URL. Resolves with true if the app returned it. */
  verifyUrl(): Promise<boolean>;
  /** Uninstalls the app and sends it these events, by default both. */
  uninstall(workspace?: string, sentEvents?: readonly RemovalEvent[]): void;
  /** Adds the app of an org-wide installation to these workspaces, and sends it `team_access_granted`. */
  grantAccess(enterprise: string, workspaces: readonly string[], options?: { sendEvent?: boolean }): void;
  /** Removes the app of an org-wide installation from these workspaces, and sends it `team_access_revoked`. */
  revokeAccess(enterprise: string, workspaces: readonly string[], options?: { sendEvent?: boolean }): void;
  /** From now on, calls with this token, by default the current one, fail with `token_expired`. */
  expireToken(workspace?: string, token?: string): void;
  /** Returns a driver that acts as the member, in this workspace. */
  member(nameOrId: string, workspace?: string): Driver;
  channel(nameOrId: string): Channel;
  /**
   * Gives a private channel a new id, and sends the app `channel_id_changed`, as Slack does when the channel is shared with
   * another company. Calls with the old id fail from now on.
   */
  changeChannelId(channel: string): Channel;
  /** Returns every message of a channel, including replies, oldest first. */
  messages(channel: string): Message[];
  /** Returns the current versions of a first message and its replies, oldest first. */
  thread(channel: string, ts: string): Message[];
  /** Returns the messages that only this member sees, oldest first. */
  ephemerals(member: string): Message[];
  /** Returns the current version of the message. */
  now(message: Message): Message | undefined;
  file(id: string): FileHandle;
  /** From now on, Slack says that the file was uploaded this much earlier. */
  ageFile(id: string, seconds: number): void;
  files(message: Message): FileHandle[];
  views(): View[];
  /** Returns the Web API calls so far, all or of one method. Posts to response URLs have the method `response_url`. */
  calls(method?: string): readonly ApiCall[];
  /** Returns every attempt to deliver something to the app, oldest first. */
  deliveries(): readonly Delivery[];
  repeatEvent: EventDelivery['repeat'];
  /** Resolves when every event has been delivered or has failed its last retry. */
  settled(): Promise<void>;
  /** Controls the app's connections in Socket Mode. */
  socket: SocketControl;
  until: Until;
  faults: Faults;
  contents: ContentStore;
  /** Renders a message as a person would read it in a terminal. */
  text(message: Message): string;
  /** Returns the name of a member, channel, or file by its id. */
  name(id: string): string;
  /** Renders all messages, for the error of a failing test. */
  report(): string;
  close(): Promise<void>;
};

export function createHandle(context: FakeContext, close: () => Promise<void>): FakeSlack {
  const { world, settings, provisioning, contents, events, app, calls, socketMode, faults } = context;
  const name = createNameOf(world);
  const file = (id: string): FileHandle => {
    const record = world.files.get(id);
    if (!record) throw new Error(`There is no file ${id}`);
    const content = () => contents.readAll(id);
    return { ...record, content, text: async () => (await content()).toString('utf8') };
  };
  return {
    ...provisioning,
    url: world.url,
    apiUrl: `${world.url}/api/`,
    signingSecret: settings.signingSecret,
    appToken: settings.appToken,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    app: (workspace) => installationIn(world, workspace),
    connect: app.connect,
    redirectTo: app.redirectTo,
    verifyUrl: () => verifyUrl(app),
    uninstall: (workspace, sentEvents) =>
      uninstall(world, events, installationIn(world, workspace), sentEvents),
    grantAccess: (enterprise, workspaces, options) =>
      grantAccess(world, events, installationIn(world, enterprise), workspaces, options),
    revokeAccess: (enterprise, workspaces, options) =>
      revokeAccess(world, events, installationIn(world, enterprise), workspaces, options),
    expireToken(workspace, token) {
      const installation = installationIn(world, workspace);
      const expired = new Set([...installation.expired, token ?? installation.token]);
      changeInstallation(world, installation, { expired });
    },
    member: (nameOrId, workspace) => driverFor(context, nameOrId, workspace),
    channel: (nameOrId) => findChannel(world, nameOrId),
    changeChannelId: (channel) => changeChannelId(context, findChannel(world, channel)),
    messages: (channel) => world.messages.all(findChannel(world, channel).id),
    thread: (channel, ts) => world.messages.thread(findChannel(world, channel).id, ts),
    ephemerals: (member) => world.messages.ephemerals(findMember(world, member).id),
    now: ({ channel, ts, onlyFor }) =>
      onlyFor ? world.messages.findEphemeral(channel, ts) : world.messages.find(channel, ts),
    file,
    ageFile(id, seconds) {
      const record = world.files.get(id);
      if (record) world.files.set(id, { ...record, created: record.created - seconds });
    },
    files: (message) => message.files.map(file),
    views: () => [...world.views.values()],
    calls: (method) => (method === undefined ? calls : calls.filter((call) => call.method === method)),
    deliveries: app.deliveries,
    repeatEvent: events.repeat,
    settled: events.settled,
    socket: socketMode.control,
    until: createUntil(world.changes, () => report(world)),
    faults,
    contents,
    text: (message) => messageText(message, name),
    name,
    report: () => report(world),
    close,
  };
}
