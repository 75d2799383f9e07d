// A member's actions in the composer: post messages, share files, edit and delete own messages and files.
import type { FakeContext } from '../context.ts';
import { addFile, shareFiles } from '../files/share-files.ts';
import { serializeFileInMessage } from '../serializers/serialize-file.ts';
import { workspaceAddress } from '../serializers/workspace-address.ts';
import type { FileMode, Member, Message } from '../world/records.ts';
import { findChannel } from '../world/world.ts';
import { composedText, richTextBlocks } from './composer-text.ts';
import { type Content, openContent } from './content-stream.ts';
import { currentMessage, ownChannel } from './member-access.ts';

export type NewShare = {
  /** Channel name or id. */
  channel: string;
  threadTs?: string;
  text?: string;
  /** The member started a workflow, which posts the message: it has a `bot_id` and no `user`. */
  byWorkflow?: boolean;
  files: readonly {
    name: string;
    content: Content;
    title?: string;
    /** By default derived from the file's name and length. */
    mode?: FileMode;
    /** By default derived from the file's name; `null` if Slack can't detect it. */
    mimetype?: string | null;
    /** The length that Slack reports, in bytes; by default the true one. */
    size?: number;
    /** How many answers of `files.info` lack the download URL. */
    urlMissing?: number;
  }[];
};

export type ComposerActions = {
  post(message: { channel: string; threadTs?: string; text: string }): Message;
  /** Shares files in one message. Resolves once their content is stored and the message is posted. */
  share(share: NewShare): Promise<Message>;
  /** Forwards a message with its files, which stay where they are: the new message quotes them in an attachment. */
  forward(message: Message, to: { channel: string; threadTs?: string; text?: string }): Message;
  /** Changes the text of an own message. */
  edit(message: Message, text: string): Message;
  /** Adds files to an own message. Resolves once their content is stored and the message is updated. */
  attach(message: Message, files: NewShare['files']): Promise<Message>;
  /** Deletes an own message. */
  erase(message: Message): void;
  /** Deletes an own file by its id. Messages keep a tombstone of it. */
  eraseFile(id: string): Promise<void>;
};

export function createComposerActions(context: FakeContext, member: Member): ComposerActions {
  const { world, messenger, contents } = context;
  const draftIn = (channel: string, threadTs: string | undefined, text = '') => ({
    channel: ownChannel(world, member, channel).id,
    user: member.id,
    teamId: member.teamId,
    text: composedText(text),
    blocks: richTextBlocks(text),
    attachments: [],
    files: [],
    ...(threadTs ? { threadTs } : {}),
  });
  const ownMessage = (message: Message) => {
    if (message.user !== member.id) throw new Error(`${member.name} did not write that message`);
    return currentMessage(world, member, message);
  };

  const upload = async (files: NewShare['files']) => {
    const shared = [];
    for (const { content, ...file } of files) {
      const id = world.ids.next('F');
      const size = await contents.write(id, openContent(content));
      shared.push(addFile(world, { size, ...file, id, user: member.id, teamId: member.teamId }));
    }
    return shared;
  };

  return {
    post: ({ channel, threadTs, text }) => messenger.post(draftIn(channel, threadTs, text)),
    async share({ channel, threadTs, text, files, byWorkflow = false }) {
      const workflow = byWorkflow ? { user: '', botId: 'B0WORKFLOW', subtype: 'bot_message' } : {};
      const draft = { ...draftIn(channel, threadTs, text), ...workflow };
      return shareFiles(context, await upload(files), draft);
    },
    forward({ channel: from, ts, user, text: quoted, files }, { channel, threadTs, text }) {
      const attachment = {
        id: 1,
        ts,
        author_id: user,
        channel_id: from,
        is_share: true,
        is_msg_unfurl: true,
        from_url: `${workspaceAddress(world, findChannel(world, from).teamId)}/archives/${from}/p${ts.replace('.', '')}`,
        text: quoted,
        fallback: quoted,
        files: files.flatMap((id) => {
          const file = world.files.get(id);
          return file ? [serializeFileInMessage(world, file)] : [];
        }),
      };
      return messenger.post({ ...draftIn(channel, threadTs, text), attachments: [attachment] });
    },
    edit(message, text) {
      const before = ownMessage(message);
      const edited = { user: member.id, ts: world.ids.ts() };
      const content = { text: composedText(text), blocks: richTextBlocks(text) };
      return messenger.update(before, { ...before, ...content, edited });
    },
    async attach(message, files) {
      const added = await upload(files);
      const before = ownMessage(message);
      const { channel, ts } = before;
      for (const file of added) world.files.set(file.id, { ...file, shares: [{ channel, ts }] });
      const edited = { user: member.id, ts: world.ids.ts() };
      return messenger.update(before, {
        ...before,
        files: [...before.files, ...added.map(({ id }) => id)],
        edited,
      });
    },
    erase: (message) => messenger.delete(ownMessage(message)),
    async eraseFile(id) {
      const file = world.files.get(id);
      if (file?.user !== member.id) throw new Error(`${member.name} did not share that file`);
      world.files.set(id, { ...file, deleted: true });
      await contents.remove(id);
      world.changes.emit({ kind: 'file', id });
    },
  };
}
