// Says, changes and erases messages, and tells the app of it as Slack would: every message of a channel that the
// bot is in comes as an event, the bot's own too.
import type { Events } from './deliver/events.ts';
import { channelTypes, scopeWords } from './wire/channel.ts';
import { wireMessage } from './wire/message.ts';
import type { MessageDraft } from './world/messages.ts';
import type { Channel, Installation, Json, Message } from './world/records.ts';
import { findChannel, type World } from './world/world.ts';

export type Talk = {
  /** Adds the message (a first reply makes its parent a thread) and publishes it. */
  say(draft: MessageDraft): Message;
  /** Puts `next` in the place of `before` and publishes `message_changed`. */
  edit(before: Message, next: Message): Message;
  /** Removes it; a first message with replies leaves a tombstone, as in Slack. */
  erase(message: Message): void;
  /** Publishes an event of a channel to the workspaces whose bot is in it; of a shared one to one of them. */
  publishIn(channel: Channel, name: string, event: Json, scope?: string): void;
};

export function createTalk(world: World, events: Events): Talk {
  const installationsIn = (channel: Channel): Installation[] =>
    [...world.installations.values()].filter(
      (installation) => installation.active && channel.members.has(installation.botUserId),
    );

  /** Of a channel that workspaces share Slack tells an app once, for the one whose bot came last: slackapi/bolt-js#2008. */
  const toldOf = (channel: Channel): Installation[] => {
    const all = installationsIn(channel);
    if (channel.sharedWith.length === 0) return all;
    const last = [...channel.members].findLast((id) => all.some(({ botUserId }) => botUserId === id));
    return all.filter(({ botUserId }) => botUserId === last);
  };

  const publishIn: Talk['publishIn'] = (channel, name, event, scope) => {
    for (const installation of toldOf(channel)) {
      events.publish(installation, {
        name,
        event,
        extShared: channel.sharedWith.length > 0,
        ...(scope ? { scope } : {}),
      });
    }
  };

  const publishMessage = (channel: Channel, event: Json) => {
    const word = scopeWords[channel.kind];
    publishIn(
      channel,
      `message.${word}`,
      { ...event, channel: channel.id, channel_type: channelTypes[channel.kind] },
      `${word}:history`,
    );
  };

  const publishMentions = (channel: Channel, message: Message) => {
    for (const installation of channel.kind === 'im' ? [] : installationsIn(channel)) {
      const mentioned = [`<@${installation.botUserId}>`, `<@${installation.botUserId}|`].some((mention) =>
        message.text.includes(mention),
      );
      if (!mentioned || message.user === installation.botUserId) continue;
      const { subtype: _, ...event } = wireMessage(world, message);
      events.publish(installation, {
        name: 'app_mention',
        event: { ...event, type: 'app_mention', channel: channel.id, event_ts: message.ts },
      });
    }
  };

  const hidden = (channel: Channel, subtype: string, rest: Json) => {
    const ts = world.ids.ts();
    publishMessage(channel, { type: 'message', subtype, ...rest, hidden: true, ts, event_ts: ts });
  };

  return {
    say(draft) {
      const message = world.messages.add(draft);
      const channel = findChannel(world, message.channel);
      const parent =
        message.threadTs === undefined ? undefined : world.messages.find(message.channel, message.threadTs);
      if (parent && parent.threadTs === undefined) {
        world.messages.replace({ ...parent, threadTs: parent.ts });
      }
      publishMessage(channel, { ...wireMessage(world, message, { metadata: true }), event_ts: message.ts });
      publishMentions(channel, message);
      return message;
    },
    edit(before, next) {
      world.messages.replace(next);
      hidden(findChannel(world, next.channel), 'message_changed', {
        message: wireMessage(world, next, { metadata: true }),
        previous_message: wireMessage(world, before, { metadata: true }),
      });
      return next;
    },
    erase(message) {
      const channel = findChannel(world, message.channel);
      const previous_message = wireMessage(world, message, { metadata: true });
      const isParent = world.messages.thread(message.channel, message.ts).length > 1;
      if (isParent) {
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
      hidden(channel, 'message_deleted', { deleted_ts: message.ts, previous_message });
    },
    publishIn,
  };
}
