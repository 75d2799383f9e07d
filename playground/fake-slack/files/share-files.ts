// Adds files and shares them in one message, both for members and for the bot.
import type { FakeContext } from '../context.ts';
import type { MessageDraft } from '../world/message-store.ts';
import type { Message, SharedFile } from '../world/records.ts';
import { findChannel, type World } from '../world/world.ts';
import { kindOfFile } from './file-kinds.ts';

export type NewFile = Pick<SharedFile, 'id' | 'name' | 'size' | 'user' | 'teamId'> &
  Partial<Pick<SharedFile, 'title' | 'mode' | 'urlMissing'>> & {
    /** By default derived from the file's name; `null` if Slack can't detect it. */
    mimetype?: string | null;
  };

/** What is no upload has its mode as its type, too. */
const typesOfModes: Readonly<Record<string, string>> = {
  quip: 'quip',
  list: 'list',
  space: 'space',
  email: 'email',
};

/** Adds a file whose content is stored already. */
export function addFile(world: World, file: NewFile): SharedFile {
  const kind = kindOfFile(file.name, file.size);
  const mimetype = file.mimetype === undefined ? kind.mimetype : file.mimetype;
  const added: SharedFile = {
    id: file.id,
    name: file.name,
    title: file.title ?? file.name,
    ...(mimetype === null ? {} : { mimetype }),
    filetype: typesOfModes[file.mode ?? ''] ?? kind.filetype,
    mode: file.mode ?? kind.mode,
    size: file.size,
    user: file.user,
    teamId: file.teamId,
    created: Math.floor(Date.now() / 1000),
    shares: [],
    foreign: false,
    urlMissing: file.urlMissing ?? 0,
    deleted: false,
  };
  world.files.set(added.id, added);
  world.changes.emit({ kind: 'file', id: added.id });
  return added;
}

/** Posts one message with all files. In a shared channel, files of another company's members are marked foreign. */
export function shareFiles(
  { world, messenger }: FakeContext,
  files: readonly SharedFile[],
  draft: MessageDraft,
): Message {
  const channel = findChannel(world, draft.channel);
  for (const file of files) {
    const foreign = channel.sharedWith.length > 0 && file.teamId !== channel.teamId;
    world.files.set(file.id, { ...(world.files.get(file.id) ?? file), foreign });
  }
  const message = messenger.post({ subtype: 'file_share', ...draft, files: files.map((file) => file.id) });
  for (const file of files) {
    const current = world.files.get(file.id) ?? file;
    const share = { channel: message.channel, ts: message.ts };
    world.files.set(file.id, {
      ...current,
      shares: [...current.shares, message.threadTs ? { ...share, threadTs: message.threadTs } : share],
    });
    messenger.publishIn(
      channel,
      'file_shared',
      {
        type: 'file_shared',
        channel_id: channel.id,
        file_id: file.id,
        user_id: file.user,
        file: { id: file.id },
        event_ts: world.ids.ts(),
      },
      'files:read',
    );
    world.changes.emit({ kind: 'file', id: file.id });
  }
  return message;
}
