// Posts, updates, and deletes messages, and sends the app the events that Slack would send: one for every message in a
// channel that the bot is in, including the bot's own messages.
import type { EventDelivery } from './delivery/event-delivery.ts';
import type { Settings } from './options.ts';
import { channelTypes, scopePrefixes } from './serializers/serialize-channel.ts';
import { serializeMessage } from './serializers/serialize-message.ts';
import type { MessageDraft } from './world/message-store.ts';
import type { Channel, Installation, Json, Message } from './world/records.ts';
import { findChannel, type World } from './world/world.ts';

export type Messenger = {
  /** Adds the message and publishes it. A first reply turns its parent into a thread. */
  post(draft: MessageDraft): Message;
  /** Replaces `before` with `after` and publishes `message_changed`. */
  update(before: Message, after: Message): Message;
  /** Removes the message and publishes `message_deleted`. As in Slack, a first message with replies leaves a tombstone. */
  delete(message: Message): void;
  /** Publishes an event of a channel to the workspaces whose bot is in the channel; of a shared channel, to one of them. */
  publishIn(channel: Channel, name: string, event: Json, scope?: string): void;
};

type Quirks = Pick<Settings, 'memberBotId' | 'filesOfMentions'>;

export function createMessenger(world: World, events: EventDelivery, quirks: Quirks): Messenger {
  const serialize = (message: Message): Json => ({
    ...(message.botId === undefined && quirks.memberBotId === null ? { bot_id: null } : {}),
    ...serializeMessage(world, message, { metadata: true }),
  });

  const installationsIn = (channel: Channel): Installation[] => {
    const teamIds = [channel.teamId, ...channel.sharedWith];
    const inChannel = [...world.installations.values()].filter(
      ({ active, botUserId, teamId, enterpriseId }) =>
        active &&
        channel.members.has(botUserId) &&
        // The bot of an org-wide installation is one and the same in all workspaces.
        (enterpriseId === undefined || teamIds.includes(teamId)),
    );
    const first = (botUserId: string) => inChannel.find((other) => other.botUserId === botUserId);
    return inChannel.filter((installation) => installation === first(installation.botUserId));
  };

  /** For a channel shared by workspaces, Slack sends each event once, for the bot that joined last: slackapi/bolt-js#2008. */
  const receiversOf = (channel: Channel): Installation[] => {
    const installations = installationsIn(channel);
    if (channel.sharedWith.length === 0) return installations;
    const last = [...channel.members].findLast((id) =>
      installations.some(({ botUserId }) => botUserId === id),
    );
    return installations.filter(({ botUserId }) => botUserId === last);
  };

  const publishIn: Messenger['publishIn'] = (channel, name, event, scope) => {
    for (const installation of receiversOf(channel)) {
      events.publish(installation, {
        name,
        event,
        extShared: channel.sharedWith.length > 0,
        ...(scope ? { scope } : {}),
      });
    }
  };

  const publishMessage = (channel: Channel, event: Json) => {
    const prefix = scopePrefixes[channel.kind];
    publishIn(
      channel,
      `message.${prefix}`,
      { ...event, channel: channel.id, channel_type: channelTypes[channel.kind] },
      `${prefix}:history`,
    );
  };

  const publishMentions = (channel: Channel, message: Message) => {
    for (const installation of channel.kind === 'im' ? [] : installationsIn(channel)) {
      const isMentioned = [`<@${installation.botUserId}>`, `<@${installation.botUserId}|`].some((mention) =>
        message.text.includes(mention),
      );
      if (!isMentioned || message.user === installation.botUserId) continue;
      const { subtype: _, metadata: __, files, ...rest } = serialize(message);
      const event = files && quirks.filesOfMentions === 'sent' ? { ...rest, files } : rest;
      events.publish(installation, {
        name: 'app_mention',
        event: { ...event, type: 'app_mention', channel: channel.id, event_ts: message.ts },
      });
    }
  };

  const publishHidden = (channel: Channel, subtype: string, rest: Json) => {
    const ts = world.ids.ts();
    publishMessage(channel, { type: 'message', subtype, ...rest, hidden: true, ts, event_ts: ts });
  };

  return {
    post(draft) {
      const message = world.messages.add(draft);
      const channel = findChannel(world, message.channel);
      const parent =
        message.threadTs === undefined ? undefined : world.messages.find(message.channel, message.threadTs);
      if (parent && parent.threadTs === undefined) {
        world.messages.replace({ ...parent, threadTs: parent.ts });
      }
      const event = serialize(message);
      publishMessage(channel, { ...event, event_ts: message.ts });
      publishMentions(channel, message);
      return message;
    },
    update(before, after) {
      world.messages.replace(after);
      publishHidden(findChannel(world, after.channel), 'message_changed', {
        message: serialize(after),
        previous_message: serialize(before),
      });
      if (after.edited && after.text !== before.text)
        publishMentions(findChannel(world, after.channel), after);
      return after;
    },
    delete(message) {
      const channel = findChannel(world, message.channel);
      const previous_message = serialize(message);
      const hasReplies = world.messages.thread(message.channel, message.ts).length > 1;
      if (hasReplies) {
        const { botId: _, metadata: __, ...kept } = message;
        world.messages.replace({
          ...kept,
          user: 'USLACKBOT',
          subtype: 'tombstone',
          text: 'This message was deleted.',
          blocks: [],
          files: [],
          attachments: [],
        });
      } else {
        world.messages.remove(message.channel, message.ts);
      }
      publishHidden(channel, 'message_deleted', { deleted_ts: message.ts, previous_message });
    },
    publishIn,
  };
}
