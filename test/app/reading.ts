// What a test types and reads in Slack, in the words of a member.
import { expect } from 'vitest';
import type {
  Content,
  Driver,
  FakeSlack,
  FileHandle,
  Message,
} from '../../playground/fake-slack/fake-slack.ts';

export type Exported = { readonly message: Message; readonly file: FileHandle; readonly text: string };

export type Reading = {
  /** The bot's messages in the thread of a message, from that one on, as they are now. */
  botsIn(message: Message): Message[];
  /** The bot's first message there whose text fits, once there is one. */
  answer(message: Message, text: RegExp): Promise<Message>;
  /** The file that the bot posted there, by its name, once there is one. */
  postedFile(message: Message, name: RegExp): Promise<FileHandle>;
  /** Shares one CSV file, named `people.csv` when not said. */
  share(member: Driver, channel: string, content: Content, more?: ShareMore): Promise<Message>;
  /** Applies the plan of a shared file, as this member, and waits for the result. */
  applied(member: Driver, shared: Message): Promise<Message>;
  /** Types a command and gives what the member alone reads as its answer. */
  command(member: Driver, channel: string, line: string): Promise<string>;
  /** Adds an organization by command and gives its id. */
  addOrganization(member: Driver, name: string): Promise<number>;
  /** Types a command that asks for a file and waits for it; `where` is the channel that it comes to. */
  exported(member: Driver, channel: string, line: string, where?: string): Promise<Exported>;
  /** What only this member sees, once the newest of it fits. */
  privately(member: Driver, text: RegExp): Promise<Message>;
};

export type ShareMore = { readonly name?: string; readonly text?: string; readonly threadTs?: string };

export function reading(fake: FakeSlack): Reading {
  const botsIn = (message: Message) =>
    fake
      .thread(message.channel, message.threadTs ?? message.ts)
      .filter(({ botId, ts }) => botId !== undefined && Number(ts) > Number(message.ts));

  const answer: Reading['answer'] = (message, text) =>
    fake.until(() => botsIn(message).find((said) => text.test(said.text)), {
      what: `an answer like ${text}`,
    });

  const command: Reading['command'] = async (member, channel, line) => {
    const answered = await member.command(channel, line);
    expect(answered).toMatchObject({ ok: true });
    return answered.message?.text ?? '';
  };

  return {
    botsIn,
    command,
    answer,
    postedFile: (message, name) =>
      fake.until(
        () =>
          botsIn(message)
            .flatMap(fake.files)
            .find((file) => name.test(file.name)),
        // A file that Slack failed to take is tried again after pauses of seconds.
        { what: `a file like ${name}`, timeoutMs: 25_000 },
      ),
    share: (member, channel, content, { name = 'people.csv', ...more } = {}) =>
      member.share({ channel, files: [{ name, content }], ...more }),
    async applied(member, shared) {
      const plan = await answer(shared, /Apply to [\d,]+ end user/);
      expect(await member.click(plan, { text: /^Apply/ })).toMatchObject({ ok: true });
      return answer(shared, /Applied by/);
    },
    async addOrganization(member, name) {
      const answered = await command(member, 'end-users', `/endusers org add ${name}`);
      const id = /\(id `(\d+)`\)/.exec(answered)?.[1];
      expect(answered).toContain('Added');
      return Number(id);
    },
    async exported(member, channel, line, where = channel) {
      const known = new Set(fake.messages(where).map(({ ts }) => ts));
      await command(member, channel, line);
      // A thread of its own, which no other file that the bot posts meanwhile is in.
      const message = await fake.until(
        () =>
          fake
            .messages(where)
            .find(
              ({ ts, threadTs = ts, botId, text }) =>
                botId && ts === threadTs && !known.has(ts) && text.startsWith('✅'),
            ),
        { what: `the end of ${line}` },
      );
      const [file] = fake.thread(where, message.ts).flatMap(fake.files);
      if (!file) throw new Error(`There is no file of ${line}`);
      return { message, file, text: await file.text() };
    },
    privately: (member, text) =>
      fake.until(() => member.ephemerals().find((message) => text.test(message.text)), {
        what: `a private answer like ${text}`,
      }),
  };
}
