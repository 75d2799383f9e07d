// Serializes a channel as in `conversations.info` and `conversations.list`.
// Shape: https://docs.slack.dev/reference/objects/conversation-object.
import type { Channel, ChannelKind, Json } from '../world/records.ts';
import { kindIn, type World } from '../world/world.ts';

/** The `channel_type` in message events. */
export const channelTypes: Record<ChannelKind, string> = {
  public: 'channel',
  private: 'group',
  im: 'im',
  mpim: 'mpim',
};

/** The name of the kind in scopes and subscriptions: `channels:history`, `message.groups`. */
export const scopePrefixes: Record<ChannelKind, string> = {
  public: 'channels',
  private: 'groups',
  im: 'im',
  mpim: 'mpim',
};

/** `viewer` is the user id of the caller. */
export function serializeChannel(world: World, channel: Channel, viewer: string): Json {
  const caller = world.members.get(viewer);
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_org_shared: channel.orgShared,
    context_team_id: caller && kindIn(caller, channel.teamId) === undefined ? caller.teamId : channel.teamId,
    updated: channel.created * 1000,
  };
  if (channel.kind === 'im') {
    const other = [...channel.members].find((id) => id !== viewer) ?? viewer;
    const deleted = world.members.get(other)?.kind === 'deactivated';
    return { ...common, is_im: true, is_open: true, user: other, is_user_deleted: deleted, priority: 0 };
  }
  const external = channel.sharedWith.length > 0;
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind !== 'mpim',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_general: false,
    is_member: channel.members.has(viewer),
    is_shared: external || channel.orgShared,
    is_ext_shared: external,
    is_pending_ext_shared: channel.pendingWith.length > 0,
    pending_shared: channel.pendingWith,
    pending_connected_team_ids: [],
    shared_team_ids: [channel.teamId, ...channel.sharedWith],
    ...(external ? { connected_team_ids: channel.sharedWith } : {}),
    creator: channel.creator,
    unlinked: 0,
    parent_conversation: null,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
    num_members: channel.members.size,
  };
}
