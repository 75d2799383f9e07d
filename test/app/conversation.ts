// What members do in Slack and what they read there, as functions for the tests.
import { expect } from 'vitest';
import type {
  Content,
  Driver,
  FakeSlack,
  FileHandle,
  Message,
} from '../../playground/fake-slack/fake-slack.ts';

export type Exported = { readonly message: Message; readonly file: FileHandle; readonly text: string };

export type Conversation = {
  /** The bot's messages in the thread of a message, after that message, as they are now. */
  botsIn(message: Message): Message[];
  /** Resolves with the first of these whose text matches, once the bot posted it. */
  answer(message: Message, text: RegExp): Promise<Message>;
  /** Resolves with the file of this name, once the bot posted it in the thread. */
  postedFile(message: Message, name: RegExp): Promise<FileHandle>;
  /** Shares one CSV file, by default named `people.csv`. */
  share(member: Driver, channel: string, content: Content, more?: ShareMore): Promise<Message>;
  /** Applies the plan of a shared file as this member, and resolves with the message about the result. */
  applied(member: Driver, shared: Message): Promise<Message>;
  /** Types a command. Resolves with the text that only this member reads: '' if the command opened a modal. */
  command(member: Driver, channel: string, line: string): Promise<string>;
  /** Types a command that asks before it does something, and agrees. Resolves with what the member then reads. */
  agreed(member: Driver, channel: string, line: string): Promise<string>;
  /** Adds an organization by command, and resolves with its id. */
  addOrganization(member: Driver, name: string): Promise<number>;
  /** Types a command that asks for a file, and resolves with the file; `where` is the channel that it comes to. */
  exported(member: Driver, channel: string, line: string, where?: string): Promise<Exported>;
  /** Resolves with the first matching message that only this member sees, once there is one. */
  privately(member: Driver, text: RegExp): Promise<Message>;
};

export type ShareMore = { readonly name?: string; readonly text?: string; readonly threadTs?: string };

/** What the app replies to a command when the answer takes longer than Slack waits. */
const stillWorking = /taking longer than usual/;

export function conversationIn(fake: FakeSlack): Conversation {
  const botsIn = (message: Message) =>
    fake
      .thread(message.channel, message.threadTs ?? message.ts)
      .filter(({ botId, ts }) => botId !== undefined && Number(ts) > Number(message.ts));

  const answer: Conversation['answer'] = (message, text) =>
    fake.until(() => botsIn(message).find((posted) => text.test(posted.text)), {
      what: `an answer like ${text}`,
    });

  const command: Conversation['command'] = async (member, channel, line) => {
    const known = new Set(member.ephemerals().map(({ ts }) => ts));
    const response = await member.command(channel, line);
    expect(response).toMatchObject({ ok: true });
    const text = response.message?.text ?? '';
    if (text !== '' && !stillWorking.test(text)) return text;
    // The machine is busy, or the answer has a table.
    const late = () => member.ephemerals().find(({ ts, text }) => !known.has(ts) && !stillWorking.test(text));
    return fake
      .until(() => late() ?? (member.modal() && { text: '' }), { what: `the answer to ${line}` })
      .then((message) => message.text);
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
        { what: `a file like ${name}` },
      ),
    share: (member, channel, content, { name = 'people.csv', ...more } = {}) =>
      member.share({ channel, files: [{ name, content }], ...more }),
    async applied(member, shared) {
      const plan = await answer(shared, /Apply to [\d,]+ (end user|organization)/);
      expect(await member.click(plan, { text: /^Apply/ })).toMatchObject({ ok: true });
      return answer(shared, /Applied by/);
    },
    async agreed(member, channel, line) {
      const asked = await command(member, channel, line);
      const question = member.ephemerals().findLast(({ text }) => text === asked);
      if (!question) throw new Error(`${line} asked nothing`);
      expect(await member.click(question, { actionId: /^confirm-/ })).toMatchObject({ ok: true });
      const reply = () => {
        const text = fake.now(question)?.text;
        return text === asked ? undefined : text;
      };
      return fake.until(reply, { what: `the answer after ${asked}` });
    },
    async addOrganization(member, name) {
      const text = await command(member, 'end-users', `/endusers org add ${name}`);
      expect(text).toContain('Added');
      return Number(/\(id `(\d+)`\)/.exec(text)?.[1]);
    },
    async exported(member, channel, line, where = channel) {
      const known = new Set(fake.messages(where).map(({ ts }) => ts));
      await command(member, channel, line);
      // The export starts its own thread, so no other file that the bot posts meanwhile is in it.
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
      if (!file) throw new Error(`${line} posted no file`);
      return { message, file, text: await file.text() };
    },
    privately: (member, text) =>
      fake.until(() => member.ephemerals().find((message) => text.test(message.text)), {
        what: `a private answer like ${text}`,
      }),
  };
}
