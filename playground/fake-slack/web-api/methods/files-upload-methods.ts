// `files.getUploadURLExternal` and `files.completeUploadExternal`: the first and the last step of an upload.
// Source: https://docs.slack.dev/reference/methods/files.getUploadURLExternal.
import type { FakeContext } from '../../context.ts';
import { addFile, shareFiles } from '../../files/share-files.ts';
import { serializeFile } from '../../serializers/serialize-file.ts';
import type { Channel } from '../../world/records.ts';
import type { World } from '../../world/world.ts';
import { channelById, requireMembership } from '../channel-access.ts';
import { readBlocks } from '../message-content.ts';
import { threadOf } from '../message-draft.ts';
import type { BotMethods, Call } from '../method.ts';
import { SlackError } from '../slack-error.ts';

export const filesUploadMethods: BotMethods = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    run({ uploads, faults }, call) {
      const filename = call.args.text('filename');
      const length = call.args.whole('length');
      if (!filename || !length) throw new SlackError('missing_argument');
      if (call.args.text('snippet_type') && length > 1_000_000) throw new SlackError('snippet_too_large');
      const { teamId } = call.installation;
      const ticket = uploads.open({ filename, length, teamId, user: call.bot.id });
      const fault = faults.take('upload_url', { filename });
      const url = typeof fault === 'object' && 'redirect' in fault ? fault.redirect : ticket.url;
      return { upload_url: url, file_id: ticket.fileId };
    },
  },
  'files.completeUploadExternal': {
    scopes: ['files:write'],
    async run(context, call) {
      const { world, uploads } = context;
      const requested = readFiles(call);
      const tickets = requested.map(({ id }) => uploads.find(id));
      if (tickets.some((ticket) => !ticket?.arrived || ticket.user !== call.bot.id)) {
        throw new SlackError('file_not_found');
      }
      const destinations = readChannels(world, call).map((channel) => ({
        channel: channel.id,
        ...threadOf(world, channel, call),
      }));
      const text = call.args.text('initial_comment') ?? '';
      const blocks = text === '' ? (readBlocks(call.args) ?? []) : [];
      const { botId, teamId } = call.installation;
      const files = tickets.flatMap((ticket, index) => {
        if (!ticket) return [];
        uploads.close(ticket.fileId);
        const { fileId: id, filename: name, length: size, user } = ticket;
        return [addFile(world, { id, name, size, user, teamId, title: requested[index]?.title ?? name })];
      });
      const draft = { user: call.bot.id, botId, teamId, text, blocks, attachments: [], files: [] };
      // Slack shares in the background: its answer doesn't contain the shares yet (slackapi/bolt-js#2115).
      const delayMs = shareDelayMs(
        context,
        files.map(({ name }) => name),
      );
      for (const destination of destinations) {
        if (delayMs === null) continue;
        setTimeout(() => shareFiles(context, files, { ...draft, ...destination }), delayMs);
      }
      return { files: files.map((file) => serializeFile(world, file)) };
    },
  },
};

type RequestedFile = { id: string; title?: string };

function readFiles(call: Call): RequestedFile[] {
  const files = call.args.json('files');
  if (!Array.isArray(files) || files.length === 0) throw new SlackError('invalid_arguments');
  return files.map((file: unknown) => {
    const { id, title } = (typeof file === 'object' && file !== null ? file : {}) as Partial<RequestedFile>;
    if (typeof id !== 'string') throw new SlackError('invalid_arguments');
    return typeof title === 'string' ? { id, title } : { id };
  });
}

/** Returns the channels to share in. Only channel ids are accepted: for a `U…` id, Slack finds no channel. */
function readChannels(world: World, call: Call): Channel[] {
  const ids = [call.args.text('channel_id'), ...(call.args.text('channels')?.split(',') ?? [])];
  return ids.flatMap((id) => {
    if (id === undefined) return [];
    const channel = channelById(world, call, id.trim());
    requireMembership(channel, call);
    return [channel];
  });
}

/** 0, unless a fault delays the share; null if the files are never shared. */
function shareDelayMs({ faults }: FakeContext, files: readonly string[]): number | null {
  const fault = faults.take('share', { files });
  if (typeof fault === 'object' && 'lost' in fault) return null;
  return typeof fault === 'object' && 'delayMs' in fault ? fault.delayMs : 0;
}
