// A member's hands: everything that a person in Slack can do, for tests, the demo and the web page.
import type { Contents } from '../files/contents.ts';
import { addFile, shareFiles } from '../files/share.ts';
import { actOnMessage, type Choices, optionNamed } from '../interact/act-on-message.ts';
import type { Ack } from '../interact/deliver.ts';
import { type CommandAck, type Interacting, runCommand } from '../interact/run-command.ts';
import type { FileMode, Installation, Member, Message } from '../world/records.ts';
import { directMessage, findChannel, findMember } from '../world/world.ts';
import { type Content, openContent } from './bytes.ts';
import { findControl, type Wanted } from './find-control.ts';
import { escapeTyped, richText } from './rich-text.ts';
import type { ViewHands } from './view-hands.ts';

export type NewShare = {
  /** Name or id. */
  channel: string;
  threadTs?: string;
  text?: string;
  files: readonly {
    name: string;
    content: Content;
    title?: string;
    /** Told by name and length when not given. */
    mode?: FileMode;
    /** `null`: Slack can't tell. */
    mimetype?: string | null;
    /** How many `files.info` still lack the URL. */
    urlMissing?: number;
  }[];
};

export type Driver = ViewHands & {
  id: string;
  name: string;
  /** The channel of direct messages with the app's bot. */
  directMessages(): string;
  post(message: { channel: string; threadTs?: string; text: string }): Message;
  /** Shares files in one message. */
  share(share: NewShare): Promise<Message>;
  /** Types a slash command, `/endusers help`. Resolves when the app has acknowledged it, or hasn't in time. */
  command(channel: string, line: string): Promise<CommandAck>;
  /** Clicks a button of the message as it is now. Throws when there is no such button. */
  click(message: Message, button: Wanted): Promise<Ack>;
  /** Chooses in a menu of the message; `option` is a value or a text. */
  select(message: Message, menu: Omit<Wanted, 'value'> & { option: string }): Promise<Ack>;
  join(channel: string): void;
  leave(channel: string): void;
  /** Deletes a message of one's own. */
  erase(message: Message): void;
  /** What only this member sees, oldest first. */
  ephemerals(): Message[];
};

export type Driving = Interacting & {
  contents: Contents;
  choices: Choices;
  installationOf(member: Member): Installation;
};

export function createDriver(driving: Driving, member: Member, views: ViewHands): Driver {
  const { world, talk, contents, choices, installationOf } = driving;

  const place = (name: string) => {
    const channel = findChannel(world, name);
    if (!channel.members.has(member.id))
      throw new Error(`${member.name} is not in ${channel.name || channel.id}`);
    return channel;
  };
  const draft = (channel: string, threadTs: string | undefined, text = '') => ({
    channel: place(channel).id,
    user: member.id,
    teamId: member.teamId,
    text: escapeTyped(text),
    blocks: richText(text),
    attachments: [],
    files: [],
    ...(threadTs ? { threadTs } : {}),
  });
  /** The message as it is now: what the caller holds may be old. */
  const current = ({ channel, ts, onlyFor }: Message) => {
    const now = onlyFor ? world.messages.findEphemeral(channel, ts) : world.messages.find(channel, ts);
    if (!now) throw new Error('The message is gone');
    if (now.onlyFor && now.onlyFor !== member.id) throw new Error(`${member.name} can’t see that message`);
    if (!now.onlyFor) place(channel);
    return now;
  };
  const membership = (name: string, joins: boolean) => {
    const channel = findChannel(world, name);
    if (joins) channel.members.add(member.id);
    else channel.members.delete(member.id);
    const type = joins ? 'member_joined_channel' : 'member_left_channel';
    talk.publishIn(channel, type, {
      type,
      user: member.id,
      channel: channel.id,
      channel_type: channel.kind === 'public' ? 'C' : 'G',
      team: channel.teamId,
      event_ts: world.ids.ts(),
    });
    world.changes.emit({ kind: 'channel', channel: channel.id });
  };

  return {
    ...views,
    id: member.id,
    name: member.name,
    directMessages: () =>
      directMessage(world, member, findMember(world, installationOf(member).botUserId)).id,
    post: ({ channel, threadTs, text }) => talk.say(draft(channel, threadTs, text)),
    async share({ channel, threadTs, text, files }) {
      const message = draft(channel, threadTs, text);
      const shared = [];
      for (const { content, ...file } of files) {
        const id = world.ids.next('F');
        const size = await contents.write(id, openContent(content));
        shared.push(addFile(world, { ...file, id, size, user: member.id, teamId: member.teamId }));
      }
      return shareFiles(world, talk, shared, message);
    },
    command: (channel, line) => runCommand(driving, installationOf(member), member, place(channel).id, line),
    async click(message, button) {
      const now = current(message);
      const control = findControl(now.blocks, button, 'button');
      return actOnMessage(driving, choices, installationOf(member), member, now, control);
    },
    async select(message, { option, ...menu }) {
      const now = current(message);
      const control = findControl(now.blocks, menu, 'menu');
      const chosen = optionNamed(control.element, option);
      return actOnMessage(driving, choices, installationOf(member), member, now, control, chosen);
    },
    join: (channel) => membership(channel, true),
    leave: (channel) => membership(channel, false),
    erase(message) {
      if (message.user !== member.id) throw new Error('A member deletes only messages of their own');
      talk.erase(current(message));
    },
    ephemerals: () => world.messages.ephemerals(member.id),
  };
}
