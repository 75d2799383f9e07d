// The `files.*` methods about files that are there: what is known of them, deletion.
import type { Parts } from '../parts.ts';
import { wireFile } from '../wire/file.ts';
import type { SharedFile } from '../world/records.ts';
import type { Call, Methods } from './method.ts';
import { Refusal } from './refusal.ts';

export function filesMethods(parts: Parts): Methods {
  const { world, contents } = parts;

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
