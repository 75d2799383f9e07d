// The member of the demo: acts in Slack, waits for the bot's messages, and tells the narrator about both.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FakeSlack, Message } from '../fake-slack/fake-slack.ts';
import { check } from './check.ts';
import { type Narrator, readableText } from './narrator.ts';

export type DemoMember = {
  /** Returns the message as a person reads it. */
  read(message: Message): string;
  /** Runs a slash command. Resolves with the app's answer, which only the member sees. */
  command(line: string): Promise<Message>;
  /** Adds an organization and resolves with its id. */
  addOrganization(name: string): Promise<number>;
  /** Shares a file, in the thread of `thread` or with a `text` if given. */
  share(
    file: { name: string; content: string },
    more?: { thread?: Message; text?: string },
  ): Promise<Message>;
  /** Waits for the bot's message in the thread of `message` that matches `pattern`. */
  reply(message: Message, pattern: RegExp, what: string): Promise<Message>;
  /** Waits for the bot's message in the channel, after `message`, that matches `pattern`. */
  post(message: Message, pattern: RegExp, what: string): Promise<Message>;
  /** Saves the file of a message under the name `as`, and resolves with its content. */
  save(message: Message, as: string): Promise<{ name: string; text: string }>;
  /** Clicks the button with this label. */
  click(message: Message, label: string): Promise<void>;
  /** Picks an option of a menu. */
  choose(message: Message, actionId: string, option: string): Promise<void>;
};

/** `folder` is where the member saves files. */
export function createDemoMember(fake: FakeSlack, narrator: Narrator, folder: string): DemoMember {
  const member = fake.member('dana');
  const channel = 'end-users';
  const bot = fake.app().botUserId;

  /** Waits for the first matching message of the bot. A message matches once it has been updated to its final text. */
  const waitForBot = async (after: Message, matches: (message: Message) => boolean, what: string) => {
    const message = await fake.until(
      () =>
        fake
          .messages(channel)
          .find(
            (candidate) =>
              candidate.user === bot && Number(candidate.ts) > Number(after.ts) && matches(candidate),
          ),
      { what },
    );
    narrator.message(fake, message);
    return message;
  };
  const threadOf = ({ ts, threadTs }: Message) => threadTs ?? ts;
  const read = (message: Message) => readableText(fake, message);

  const command = async (line: string): Promise<Message> => {
    narrator.typed(member.name, line);
    const { message } = await member.command(channel, line);
    if (!message) throw new Error(`The app did not answer ${line}`);
    narrator.message(fake, message);
    return message;
  };

  return {
    read,
    command,
    async addOrganization(name) {
      const answer = read(await command(`/endusers org add ${name}`));
      const id = /\(id (\d+)\)/.exec(answer)?.[1];
      const isNamed = answer.includes(name) && id !== undefined;
      check(isNamed, 'The answer should name the new organization.', answer);
      return Number(id);
    },
    async share(file, { thread, text } = {}) {
      const place = thread ? { channel, threadTs: threadOf(thread) } : { channel };
      const message = await member.share({ ...place, ...(text && { text }), files: [file] });
      narrator.message(fake, message);
      return message;
    },
    reply: (message, pattern, what) =>
      waitForBot(
        message,
        (candidate) => threadOf(candidate) === threadOf(message) && pattern.test(read(candidate)),
        what,
      ),
    post: (message, pattern, what) =>
      waitForBot(
        message,
        (candidate) => threadOf(candidate) === candidate.ts && pattern.test(read(candidate)),
        what,
      ),
    async save(message, as) {
      const [file] = fake.files(message);
      if (!file) throw new Error('The message has no file');
      await writeFile(path.join(folder, as), await file.content());
      narrator.action(`saves ${file.name} as ${as}`);
      return { name: file.name, text: await file.text() };
    },
    async click(message, label) {
      narrator.action(`clicks [ ${label} ]`);
      const { ok } = await member.click(message, { text: label });
      check(ok, `The click on “${label}” should be answered.`);
    },
    async choose(message, actionId, option) {
      narrator.action(`picks “${option}”`);
      const { ok } = await member.select(message, { actionId, option });
      check(ok, `The choice “${option}” should be answered.`);
    },
  };
}
