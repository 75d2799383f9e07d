// The `files.*` methods for existing files.
import { serializeFile } from '../../serializers/serialize-file.ts';
import type { SharedFile } from '../../world/records.ts';
import type { World } from '../../world/world.ts';
import type { BotMethods, Call } from '../method.ts';
import { SlackError } from '../slack-error.ts';

export const filesMethods: BotMethods = {
  'files.info': {
    scopes: ['files:read'],
    run({ world }, call) {
      const file = visibleFile(world, call);
      const urls = file.urlMissing === 0;
      if (!urls) world.files.set(file.id, { ...file, urlMissing: file.urlMissing - 1 });
      return {
        file: serializeFile(world, file, { urls }),
        comments: [],
        response_metadata: { next_cursor: '' },
      };
    },
  },
  'files.list': {
    scopes: ['files:read'],
    run({ world }, call) {
      const channel = call.args.text('channel');
      const user = call.args.text('user');
      const files = [...world.files.values()]
        .reverse()
        .filter(
          (file) =>
            !file.deleted &&
            (!user || file.user === user) &&
            (!channel || file.shares.some((share) => share.channel === channel)) &&
            isSharedWithBot(world, call, file),
        );
      const count = call.args.whole('count') ?? 100;
      const page = call.args.whole('page') ?? 1;
      return {
        files: files.slice((page - 1) * count, page * count).map((file) => serializeFile(world, file)),
        paging: { count, total: files.length, page, pages: Math.ceil(files.length / count) },
      };
    },
  },
  'files.delete': {
    scopes: ['files:write'],
    async run({ world, contents }, call) {
      const file = visibleFile(world, call);
      if (file.user !== call.bot.id) throw new SlackError('cant_delete_file');
      world.files.set(file.id, { ...file, deleted: true });
      await contents.remove(file.id);
      world.changes.emit({ kind: 'file', id: file.id });
      return {};
    },
  },
};

function isSharedWithBot(world: World, { bot }: Call, { shares }: SharedFile): boolean {
  return shares.some((share) => world.channels.get(share.channel)?.members.has(bot.id));
}

/** @throws SlackError `file_not_found` if the bot can't see the file, or `file_deleted` */
function visibleFile(world: World, call: Call): SharedFile {
  const file = world.files.get(call.args.text('file') ?? '');
  if (!file || (file.user !== call.bot.id && !isSharedWithBot(world, call, file))) {
    throw new SlackError('file_not_found');
  }
  if (file.deleted) throw new SlackError('file_deleted');
  return file;
}
