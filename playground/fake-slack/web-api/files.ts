// The `files.*` methods: the steps of an upload, what is known of a file, deletion.
import { addFile, shareFiles } from '../files/share.ts';
import type { Parts } from '../parts.ts';
import { wireFile } from '../wire/file.ts';
import type { Channel, SharedFile } from '../world/records.ts';
import { threadOf } from './chat.ts';
import { readBlocks } from './content.ts';
import type { Call, Methods } from './method.ts';
import { Refusal } from './refusal.ts';
import { channelById, needMembership } from './rooms.ts';

type Wanted = { id: string; title?: string };

function readWanted(call: Call): Wanted[] {
  const wanted = call.args.json('files');
  if (!Array.isArray(wanted) || wanted.length === 0) throw new Refusal('invalid_arguments');
  return wanted.map((file: unknown) => {
    const { id, title } = (typeof file === 'object' && file !== null ? file : {}) as Partial<Wanted>;
    if (typeof id !== 'string') throw new Refusal('invalid_arguments');
    return typeof title === 'string' ? { id, title } : { id };
  });
}

export function filesMethods(parts: Parts): Methods {
  const { world, talk, contents, uploads } = parts;

  /** Where to share. Only ids of channels will do: for a `U…` id Slack has no channel. */
  const destinations = (call: Call): Channel[] => {
    const ids = [call.args.text('channel_id'), ...(call.args.text('channels')?.split(',') ?? [])];
    return ids.flatMap((id) => {
      if (id === undefined) return [];
      const channel = channelById(world, call, id.trim());
      needMembership(channel, call);
      return [channel];
    });
  };

  const visible = (call: Call): SharedFile => {
    const file = world.files.get(call.args.text('file') ?? '');
    if (!file) throw new Refusal('file_not_found');
    const seen =
      file.user === call.bot.id ||
      file.shares.some((share) => world.channels.get(share.channel)?.members.has(call.bot.id));
    if (!seen) throw new Refusal('file_not_found');
    if (file.deleted) throw new Refusal('file_deleted');
    return file;
  };

  return {
    'files.getUploadURLExternal': {
      scopes: ['files:write'],
      run(call) {
        const filename = call.args.text('filename');
        const length = call.args.whole('length');
        if (!filename || !length) throw new Refusal('missing_argument');
        if (call.args.text('snippet_type') && length > 1_000_000) throw new Refusal('snippet_too_large');
        const { teamId } = call.installation;
        const ticket = uploads.open({ filename, length, teamId, user: call.bot.id });
        return { upload_url: ticket.url, file_id: ticket.fileId };
      },
    },
    'files.completeUploadExternal': {
      scopes: ['files:write'],
      async run(call) {
        const wanted = readWanted(call);
        const tickets = wanted.map(({ id }) => uploads.find(id));
        if (tickets.some((ticket) => !ticket?.arrived || ticket.teamId !== call.installation.teamId)) {
          throw new Refusal('file_not_found');
        }
        const places = destinations(call).map((channel) => ({
          channel: channel.id,
          ...threadOf(world, channel, call),
        }));
        const text = call.args.text('initial_comment') ?? '';
        const blocks = text === '' ? (readBlocks(call.args) ?? []) : [];
        const files = tickets.flatMap((ticket, index) => {
          if (!ticket) return [];
          uploads.close(ticket.fileId);
          const { fileId: id, filename: name, length: size, user, teamId } = ticket;
          return [addFile(world, { id, name, size, user, teamId, title: wanted[index]?.title ?? name })];
        });
        for (const place of places) {
          shareFiles(world, talk, files, {
            ...place,
            user: call.bot.id,
            botId: call.installation.botId,
            teamId: call.installation.teamId,
            text,
            blocks,
            attachments: [],
            files: [],
          });
        }
        // Slack shares in the background: its answer doesn't know yet where.
        return { files: files.map((file) => wireFile(world, file)) };
      },
    },
    'files.info': {
      scopes: ['files:read'],
      run(call) {
        const file = visible(call);
        const urls = file.urlMissing === 0;
        if (!urls) world.files.set(file.id, { ...file, urlMissing: file.urlMissing - 1 });
        return {
          file: wireFile(world, file, { urls }),
          comments: [],
          response_metadata: { next_cursor: '' },
        };
      },
    },
    'files.list': {
      scopes: ['files:read'],
      run(call) {
        const channel = call.args.text('channel');
        const user = call.args.text('user');
        const files = [...world.files.values()]
          .reverse()
          .filter(
            (file) =>
              !file.deleted &&
              (!user || file.user === user) &&
              (!channel || file.shares.some((share) => share.channel === channel)) &&
              file.shares.some((share) => world.channels.get(share.channel)?.members.has(call.bot.id)),
          );
        const count = call.args.whole('count') ?? 100;
        const at = call.args.whole('page') ?? 1;
        return {
          files: files.slice((at - 1) * count, at * count).map((file) => wireFile(world, file)),
          paging: { count, total: files.length, page: at, pages: Math.ceil(files.length / count) },
        };
      },
    },
    'files.delete': {
      scopes: ['files:write'],
      async run(call) {
        const file = visible(call);
        if (file.user !== call.bot.id) throw new Refusal('cant_delete_file');
        world.files.set(file.id, { ...file, deleted: true });
        await contents.remove(file.id);
        world.changes.emit({ kind: 'file', id: file.id });
        return {};
      },
    },
  };
}
