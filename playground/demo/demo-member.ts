// What the member of the demo does in Slack and reads there; the narrator tells each thing.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FakeSlack, Message } from '../fake-slack/fake-slack.ts';
import { expected } from './check.ts';
import { type Narrator, readable } from './narrator.ts';

export type DemoMember = ReturnType<typeof demoMember>;

/** `folder` is the member's computer, where files are saved. */
export function demoMember(fake: FakeSlack, tell: Narrator, folder: string) {
  const member = fake.member('dana');
  const channel = 'end-users';
  const bot = fake.app().botUserId;

  /** The bot's first message after `after` that fits: told as soon as it does, before that it may be on its way. */
  const botSays = async (after: Message, fits: (message: Message) => boolean, what: string) => {
    const message = await fake.until(
      () =>
        fake
          .messages(channel)
          .find((one) => one.user === bot && Number(one.ts) > Number(after.ts) && fits(one)),
      { what },
    );
    tell.message(fake, message);
    return message;
  };
  const threadOf = ({ ts, threadTs }: Message) => threadTs ?? ts;

  return {
    read: (message: Message) => readable(fake, message),

    /** Gives the app's answer, which only the member sees. */
    async command(line: string): Promise<Message> {
      tell.typed(member.name, line);
      const { message } = await member.command(channel, line);
      if (!message) throw new Error(`Nothing came in answer to ${line}`);
      tell.message(fake, message);
      return message;
    },

    /** Gives the message; in the thread of `thread` when that is given. */
    async share(file: { name: string; content: string }, thread?: Message): Promise<Message> {
      const place = thread ? { channel, threadTs: threadOf(thread) } : { channel };
      const message = await member.share({ ...place, files: [file] });
      tell.message(fake, message);
      return message;
    },

    /** The bot's answer in the thread of `asked`, once it has `words` in it. */
    answer: (asked: Message, words: RegExp, what: string) =>
      botSays(asked, (one) => threadOf(one) === threadOf(asked) && words.test(readable(fake, one)), what),

    /** The bot's message in the channel itself, once it has `words` in it. */
    post: (after: Message, words: RegExp, what: string) =>
      botSays(after, (one) => threadOf(one) === one.ts && words.test(readable(fake, one)), what),

    /** Saves the file of a message as `as`, and gives what is in it. */
    async save(message: Message, as: string): Promise<{ name: string; text: string }> {
      const [file] = fake.files(message);
      if (!file) throw new Error('There is no file at that message');
      await writeFile(path.join(folder, as), await file.content());
      tell.deed(`saves ${file.name} as ${as}`);
      return { name: file.name, text: await file.text() };
    },

    async click(message: Message, button: string): Promise<void> {
      tell.deed(`clicks [ ${button} ]`);
      const { ok } = await member.click(message, { text: button });
      expected(ok, `The click on “${button}” should be answered.`);
    },
  };
}
