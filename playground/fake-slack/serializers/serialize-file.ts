// Serializes a file as in messages and in `files.info`, with its download URLs.
// Shape: https://docs.slack.dev/reference/objects/file-object.
import type { Json, SharedFile } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { workspaceAddress } from './workspace-address.ts';

const prettyTypes: Record<string, string> = {
  csv: 'CSV',
  text: 'Plain Text',
  xlsx: 'Excel Spreadsheet',
  pdf: 'PDF',
};

/** Like Slack's `https://files.slack.com/files-pri/T…-F…/name`, but on the fake's host. */
function fileUrl(world: World, file: SharedFile, download = false): string {
  const name = encodeURIComponent(file.name.toLowerCase().replaceAll(' ', '_'));
  return `${world.url}/files-pri/${file.teamId}-${file.id}/${download ? 'download/' : ''}${name}`;
}

function sharesByChannel(world: World, file: SharedFile): Json {
  const shares: Record<'public' | 'private', Record<string, Json[]>> = { public: {}, private: {} };
  for (const { channel, ts, threadTs } of file.shares) {
    const visibility = world.channels.get(channel)?.kind === 'public' ? 'public' : 'private';
    const list = shares[visibility][channel] ?? [];
    shares[visibility][channel] = list;
    const replies = world.messages.thread(channel, ts).slice(1);
    list.push({
      ts,
      channel_name: world.channels.get(channel)?.name ?? '',
      team_id: file.teamId,
      share_user_id: file.user,
      source: 'UPLOAD',
      reply_users: [...new Set(replies.map((reply) => reply.user))],
      reply_users_count: new Set(replies.map((reply) => reply.user)).size,
      reply_count: replies.length,
      is_silent_share: false,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    });
  }
  return Object.fromEntries(
    Object.entries(shares).filter(([, channels]) => Object.keys(channels).length > 0),
  );
}

function channelIdsOf(world: World, file: SharedFile, kinds: readonly string[]): string[] {
  const ids = file.shares.map((share) => share.channel);
  return [...new Set(ids)].filter((id) => kinds.includes(world.channels.get(id)?.kind ?? ''));
}

/**
 * Serializes all fields of a file. `urls: false` leaves out the download URLs, as Slack does right after an upload. A
 * deleted file is serialized as a tombstone.
 */
export function serializeFile(world: World, file: SharedFile, { urls = true } = {}): Json {
  if (file.deleted) return { id: file.id, mode: 'tombstone' };
  const link = `${workspaceAddress(world, file.teamId)}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    ...(file.mimetype === undefined ? {} : { mimetype: file.mimetype }),
    filetype: file.filetype,
    pretty_type: prettyTypes[file.filetype] ?? file.filetype.toUpperCase(),
    user: file.user,
    user_team: file.teamId,
    editable: file.mode === 'snippet',
    size: file.size,
    mode: file.mode,
    is_external: file.mode === 'external',
    external_type: '',
    is_public: channelIdsOf(world, file, ['public']).length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    ...(urls ? { url_private: fileUrl(world, file), url_private_download: fileUrl(world, file, true) } : {}),
    permalink: link,
    permalink_public: `${world.url}/public/${file.teamId}-${file.id}`,
    ...(file.mode === 'snippet' ? { edit_link: `${link}/edit`, lines: 1, lines_more: 0, preview: '' } : {}),
    is_starred: false,
    has_rich_preview: false,
    file_access: 'visible',
    comments_count: 0,
    shares: sharesByChannel(world, file),
    channels: channelIdsOf(world, file, ['public']),
    groups: channelIdsOf(world, file, ['private', 'mpim']),
    ims: channelIdsOf(world, file, ['im']),
  };
}

/**
 * Serializes a file in a message: fewer fields than in `files.info`. For another company's file, only a hint to call
 * `files.info`.
 */
export function serializeFileInMessage(world: World, file: SharedFile): Json {
  if (file.foreign) {
    return {
      id: file.id,
      mode: 'file_access',
      file_access: 'check_file_info',
      created: 0,
      timestamp: 0,
      user: '',
    };
  }
  const serialized = serializeFile(world, file, { urls: file.urlMissing === 0 });
  for (const key of ['shares', 'channels', 'groups', 'ims', 'comments_count']) delete serialized[key];
  return serialized;
}
