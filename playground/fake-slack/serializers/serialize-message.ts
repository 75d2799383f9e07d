// Serializes a message as in events, `conversations.history`, and answers of `chat.*`.
// Shape: https://docs.slack.dev/reference/events/message.
import type { Json, Message } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { serializeFileInMessage } from './serialize-file.ts';

function appIdOf(world: World, { botId, teamId }: Message): string {
  const installation = world.installations.get(teamId);
  return installation && installation.botId === botId ? installation.appId : 'A0WORKFLOW';
}

function botProfile(world: World, message: Message): Json {
  return {
    id: message.botId,
    app_id: appIdOf(world, message),
    name: world.members.get(message.user)?.name ?? '',
    icons: {},
    deleted: false,
    updated: 1_700_000_000,
    team_id: message.teamId,
  };
}

/** The thread's fields: on the first message the counts of replies, on a reply a reference to the first message. */
function threadFields(world: World, message: Message): Json {
  if (message.threadTs === undefined) return {};
  if (message.threadTs !== message.ts) {
    const parent = world.messages.find(message.channel, message.threadTs);
    return { thread_ts: message.threadTs, ...(parent ? { parent_user_id: parent.user } : {}) };
  }
  const replies = world.messages.thread(message.channel, message.ts).slice(1);
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts ?? message.ts,
    reply_users: users.slice(0, 5),
    is_locked: false,
    subscribed: false,
  };
}

/** In a shared channel, the company of an author from another workspace. */
function authorTeamFields(world: World, { channel, teamId }: Message): Json {
  const owner = world.channels.get(channel)?.teamId;
  return owner === undefined || owner === teamId ? {} : { user_team: teamId, source_team: teamId };
}

/** `metadata: true` includes the message's metadata, as `include_all_metadata` does. */
export function serializeMessage(world: World, message: Message, { metadata = false } = {}): Json {
  const files = message.files.flatMap((id) => {
    const file = world.files.get(id);
    return file ? [serializeFileInMessage(world, file)] : [];
  });
  return {
    type: 'message',
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(message.user === '' ? {} : { user: message.user }),
    ts: message.ts,
    ...(message.botId
      ? {
          bot_id: message.botId,
          app_id: appIdOf(world, message),
          bot_profile: botProfile(world, message),
        }
      : {}),
    text: message.text,
    team: message.teamId,
    ...authorTeamFields(world, message),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
    ...(files.length > 0 ? { files, upload: false, display_as_bot: false } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(metadata && message.metadata ? { metadata: message.metadata } : {}),
    ...threadFields(world, message),
  };
}
