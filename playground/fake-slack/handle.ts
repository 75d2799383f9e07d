// The handle on a running fake Slack that tests, the demo and the playground hold.
import type { Delivery } from './deliver/app-link.ts';
import type { Events } from './deliver/events.ts';
import type { SocketHandle } from './deliver/socket-mode.ts';
import { verifyUrl } from './deliver/verify-url.ts';
import type { Faults } from './faults.ts';
import type { Contents } from './files/contents.ts';
import type { Driver } from './member/driver.ts';
import { messageText } from './message-text.ts';
import type { Parts } from './parts.ts';
import { nameIn, report } from './text/report.ts';
import type { ApiCall } from './web-api/calls.ts';
import type { Populate } from './world/populate.ts';
import type { Channel, Installation, Message, SharedFile, View } from './world/records.ts';
import { type RemovalEvent, uninstall } from './world/uninstall.ts';
import { createUntil, type Until } from './world/until.ts';
import { findChannel, findMember } from './world/world.ts';

export type FileHandle = SharedFile & {
  content(): Promise<Buffer>;
  /** The content as text in UTF-8. */
  text(): Promise<string>;
};

export type FakeSlack = Populate & {
  /** `http://127.0.0.1:1234` */
  url: string;
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  signingSecret: string;
  appToken: string;
  clientId: string;
  clientSecret: string;
  /** The app's installation in a workspace, the first one when not said: token, bot's ids. Throws when there is none. */
  app(workspace?: string): Installation;
  /** Delivers to this address from now on; `undefined`: to nobody. */
  connect(appUrl: string | undefined): void;
  /** Sends members who agreed to an installation there; `connect` does so as well. */
  redirectTo(appUrl: string | undefined): void;
  /** Sends the challenge with which Slack checks an app's address; whether it came back. */
  verifyUrl(): Promise<boolean>;
  /** Takes the app out of the workspace and tells it, by both events when not said. */
  uninstall(workspace?: string, told?: readonly RemovalEvent[]): void;
  /** Makes a token of the workspace answer `token_expired`; the present one when not said. */
  expireToken(workspace?: string, token?: string): void;
  /** The hands of a member, by handle or id, in this workspace. */
  member(nameOrId: string, workspace?: string): Driver;
  channel(nameOrId: string): Channel;
  /** Every message of a channel, replies too, oldest first. */
  messages(channel: string): Message[];
  /** A first message and its replies, as they are now, oldest first. */
  thread(channel: string, ts: string): Message[];
  ephemerals(member: string): Message[];
  /** The message as it is now. */
  now(message: Message): Message | undefined;
  file(id: string): FileHandle;
  /** The files of a message. */
  files(message: Message): FileHandle[];
  views(): View[];
  /** Web API calls so far, and posts to response URLs under the name `response_url`. */
  calls(method?: string): readonly ApiCall[];
  /** What was brought to the app, every attempt. */
  deliveries(): readonly Delivery[];
  /** Sends the body of an earlier event again, as Slack does now and then. */
  repeatEvent: Events['repeat'];
  /** Resolves when no event is on its way or waiting for a retry. */
  settled(): Promise<void>;
  /** The app's connections in Socket Mode. */
  socket: SocketHandle;
  until: Until;
  faults: Faults;
  contents: Contents;
  /** The message as a person would read it, for a terminal. */
  text(message: Message): string;
  /** The name by which a person knows the member, channel or file with this id. */
  name(id: string): string;
  /** Every thread as a person would read it: for a failing test. */
  report(): string;
  close(): Promise<void>;
};

export function createHandle(parts: Parts, close: () => Promise<void>): FakeSlack {
  const { world, settings, populate, contents, events, app, calls, installationIn } = parts;
  const file = (id: string): FileHandle => {
    const found = world.files.get(id);
    if (!found) throw new Error(`There is no file ${id}`);
    const content = () => contents.readAll(id);
    return { ...found, content, text: async () => (await content()).toString('utf8') };
  };
  return {
    ...populate,
    url: world.url,
    apiUrl: `${world.url}/api/`,
    signingSecret: settings.signingSecret,
    appToken: settings.appToken,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    app: installationIn,
    connect: app.connect,
    redirectTo: app.redirectTo,
    verifyUrl: () => verifyUrl(app),
    uninstall: (workspace, told) => uninstall(world, events, installationIn(workspace), told),
    expireToken(workspace, token) {
      const installation = installationIn(workspace);
      const expired = new Set([...installation.expired, token ?? installation.token]);
      world.installations.set(installation.teamId, { ...installation, expired });
    },
    member: parts.driver,
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
    socket: parts.socketMode.handle,
    faults: parts.faults,
    contents,
    text: (message) => messageText(message, nameIn(world)),
    name: nameIn(world),
    report: () => report(world),
    close,
  };
}
