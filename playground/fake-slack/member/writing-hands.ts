// What a member does in the composer: write, share files, change and delete what is theirs.
import type { Contents } from '../files/contents.ts';
import { addFile, shareFiles } from '../files/share.ts';
import type { Talk } from '../talk.ts';
import type { FileMode, Member, Message } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Content, openContent } from './bytes.ts';
import { messageNow, ownChannel } from './place.ts';
import { escapeTyped, richText } from './rich-text.ts';

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
    /** What Slack says of its length, in bytes; the true one when not given. */
    size?: number;
    /** How many `files.info` still lack the URL. */
    urlMissing?: number;
  }[];
};

export type WritingHands = {
  post(message: { channel: string; threadTs?: string; text: string }): Message;
  /** Shares files in one message; resolves when their content is stored and the message is there. */
  share(share: NewShare): Promise<Message>;
  /** Changes the text of a message of one's own. */
  edit(message: Message, text: string): Message;
  /** Deletes a message of one's own. */
  erase(message: Message): void;
  /** Deletes a file of one's own; messages keep a tombstone of it. */
  eraseFile(id: string): Promise<void>;
};

export function createWritingHands(
  world: World,
  talk: Talk,
  contents: Contents,
  member: Member,
): WritingHands {
  const draft = (channel: string, threadTs: string | undefined, text = '') => ({
    channel: ownChannel(world, member, channel).id,
    user: member.id,
    teamId: member.teamId,
    text: escapeTyped(text),
    blocks: richText(text),
    attachments: [],
    files: [],
    ...(threadTs ? { threadTs } : {}),
  });
  const own = (message: Message) => {
    if (message.user !== member.id) throw new Error(`${member.name} did not write that message`);
    return messageNow(world, member, message);
  };

  return {
    post: ({ channel, threadTs, text }) => talk.say(draft(channel, threadTs, text)),
    async share({ channel, threadTs, text, files }) {
      const message = draft(channel, threadTs, text);
      const shared = [];
      for (const { content, ...file } of files) {
        const id = world.ids.next('F');
        const size = await contents.write(id, openContent(content));
        shared.push(addFile(world, { size, ...file, id, user: member.id, teamId: member.teamId }));
      }
      return shareFiles(world, talk, shared, message);
    },
    edit(message, text) {
      const before = own(message);
      const edited = { user: member.id, ts: world.ids.ts() };
      return talk.edit(before, { ...before, text: escapeTyped(text), blocks: richText(text), edited });
    },
    erase: (message) => talk.erase(own(message)),
    async eraseFile(id) {
      const file = world.files.get(id);
      if (file?.user !== member.id) throw new Error(`${member.name} did not share that file`);
      world.files.set(id, { ...file, deleted: true });
      await contents.remove(id);
      world.changes.emit({ kind: 'file', id });
    },
  };
}
