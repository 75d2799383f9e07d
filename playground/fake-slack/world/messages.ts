// Keeps the messages of every channel in the order of their timestamps, and the ephemerals of every member.
import type { Changes } from './changes.ts';
import type { Ids } from './ids.ts';
import type { Message } from './records.ts';

export type MessageDraft = Omit<Message, 'ts'>;

export type Messages = {
  add(draft: MessageDraft): Message;
  /** Puts `message` in the place of the one with its channel and timestamp. */
  replace(message: Message): void;
  remove(channel: string, ts: string): void;
  /** The message, but no ephemeral. */
  find(channel: string, ts: string): Message | undefined;
  findEphemeral(channel: string, ts: string): Message | undefined;
  /** Every message of the channel, replies too, oldest first. */
  all(channel: string): Message[];
  /** The first message and its replies, oldest first; empty when there is no such message. */
  thread(channel: string, ts: string): Message[];
  /** What only this member sees, oldest first. */
  ephemerals(member: string): Message[];
  channels(): string[];
};

export function createMessages(ids: Ids, changes: Changes): Messages {
  const byChannel = new Map<string, Map<string, Message>>();
  const ephemerals = new Map<string, Message>();

  const room = (channel: string) => {
    const known = byChannel.get(channel) ?? new Map<string, Message>();
    byChannel.set(channel, known);
    return known;
  };
  const key = (channel: string, ts: string) => `${channel} ${ts}`;
  const tell = ({ channel, ts, onlyFor }: Message) =>
    changes.emit(
      onlyFor ? { kind: 'ephemeral', channel, ts, member: onlyFor } : { kind: 'message', channel, ts },
    );
  const put = (message: Message) => {
    if (message.onlyFor) ephemerals.set(key(message.channel, message.ts), message);
    else room(message.channel).set(message.ts, message);
    tell(message);
  };

  return {
    add(draft) {
      const message = { ...draft, ts: ids.ts() };
      put(message);
      return message;
    },
    replace: put,
    remove(channel, ts) {
      const gone = room(channel).get(ts) ?? ephemerals.get(key(channel, ts));
      room(channel).delete(ts);
      ephemerals.delete(key(channel, ts));
      if (gone) tell(gone);
    },
    find: (channel, ts) => room(channel).get(ts),
    findEphemeral: (channel, ts) => ephemerals.get(key(channel, ts)),
    all: (channel) => [...room(channel).values()],
    thread: (channel, ts) =>
      [...room(channel).values()].filter((message) => message.ts === ts || message.threadTs === ts),
    ephemerals: (member) => [...ephemerals.values()].filter((message) => message.onlyFor === member),
    channels: () => [...byChannel.keys()],
  };
}
