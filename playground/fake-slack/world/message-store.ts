// Stores the messages of every channel in the order of their timestamps, and every member's ephemeral messages.
import type { Changes } from './changes.ts';
import type { Ids } from './ids.ts';
import type { Message } from './records.ts';

export type MessageDraft = Omit<Message, 'ts'>;

/** Channels are given by id. Nothing here sends events to the app; see messenger.ts. */
export type MessageStore = {
  /** Stores the draft under a new timestamp. */
  add(draft: MessageDraft): Message;
  /** Replaces the message that has the same channel and timestamp. */
  replace(message: Message): void;
  remove(channel: string, ts: string): void;
  /** Finds a message that is not ephemeral. */
  find(channel: string, ts: string): Message | undefined;
  findEphemeral(channel: string, ts: string): Message | undefined;
  /** Returns every message of the channel, including replies, oldest first. */
  all(channel: string): Message[];
  /** Returns a first message and its replies, oldest first; empty if the message does not exist. */
  thread(channel: string, ts: string): Message[];
  /** Returns the messages that only this member sees, oldest first. */
  ephemerals(member: string): Message[];
  /** Returns the ids of channels that have, or had, messages. */
  channels(): string[];
};

export function createMessageStore(ids: Ids, changes: Changes): MessageStore {
  const byChannel = new Map<string, Map<string, Message>>();
  const ephemerals = new Map<string, Message>();

  const messagesIn = (channel: string) => {
    const messages = byChannel.get(channel) ?? new Map<string, Message>();
    byChannel.set(channel, messages);
    return messages;
  };
  const key = (channel: string, ts: string) => `${channel} ${ts}`;
  const notify = ({ channel, ts, onlyFor }: Message) =>
    changes.emit(
      onlyFor ? { kind: 'ephemeral', channel, ts, member: onlyFor } : { kind: 'message', channel, ts },
    );
  const put = (message: Message) => {
    if (message.onlyFor) ephemerals.set(key(message.channel, message.ts), message);
    else messagesIn(message.channel).set(message.ts, message);
    notify(message);
  };

  return {
    add(draft) {
      const message = { ...draft, ts: ids.ts() };
      put(message);
      return message;
    },
    replace: put,
    remove(channel, ts) {
      const removed = messagesIn(channel).get(ts) ?? ephemerals.get(key(channel, ts));
      messagesIn(channel).delete(ts);
      ephemerals.delete(key(channel, ts));
      if (removed) notify(removed);
    },
    find: (channel, ts) => messagesIn(channel).get(ts),
    findEphemeral: (channel, ts) => ephemerals.get(key(channel, ts)),
    all: (channel) => [...messagesIn(channel).values()],
    thread: (channel, ts) =>
      [...messagesIn(channel).values()].filter((message) => message.ts === ts || message.threadTs === ts),
    ephemerals: (member) => [...ephemerals.values()].filter((message) => message.onlyFor === member),
    channels: () => [...byChannel.keys()],
  };
}
