// The handle on a running fake Slack that tests, the demo and the playground hold.
import type { Delivery } from './deliver/app-link.ts';
import type { Events } from './deliver/events.ts';
import type { Faults } from './faults.ts';
import type { Contents } from './files/contents.ts';
import type { Driver } from './member/driver.ts';
import type { ApiCall } from './web-api/calls.ts';
import type { Populate } from './world/populate.ts';
import type { Channel, Installation, Message, SharedFile, View } from './world/records.ts';
import type { Until } from './world/until.ts';

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
  /** The app in the first workspace: token, bot's ids. Throws when it is installed nowhere. */
  app(workspace?: string): Installation;
  /** Delivers to this address from now on; `undefined`: to nobody. */
  connect(appUrl: string | undefined): void;
  invite(channel: string, member: string): void;
  /** The hands of a member, by handle or id. */
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
  until: Until;
  faults: Faults;
  contents: Contents;
  /** The threads as a person would read them: for a failing test. */
  report(): string;
  close(): Promise<void>;
};
