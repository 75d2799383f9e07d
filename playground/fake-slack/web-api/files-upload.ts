// The first and the last step of an upload: a promise of a file, and what becomes of the bytes that came.
import { addFile, shareFiles } from '../files/share.ts';
import type { Parts } from '../parts.ts';
import { wireFile } from '../wire/file.ts';
import type { Channel } from '../world/records.ts';
import { readBlocks } from './content.ts';
import { threadOf } from './drafts.ts';
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

/** In ms. */
const usuallySharedAfter = 0;

export function uploadMethods({ world, talk, uploads, faults }: Parts): Methods {
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
        // In the background: the answer doesn't know yet where the files are (slackapi/bolt-js#2115).
        const fault = faults.take('share', { files: files.map(({ name }) => name) });
        const afterMs = typeof fault === 'object' && 'delayMs' in fault ? fault.delayMs : usuallySharedAfter;
        const share = (place: (typeof places)[number]) => () =>
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
        for (const place of places) setTimeout(share(place), afterMs);
        return { files: files.map((file) => wireFile(world, file)) };
      },
    },
  };
}
