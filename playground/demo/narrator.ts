// Writes the demo to a terminal: its steps, and messages as a person would read them.
import { styleText } from 'node:util';
import { type FakeSlack, type Message, messageText } from '../fake-slack/fake-slack.ts';
import { wrapText } from './wrap-text.ts';

const columns = 92;

type Style = Parameters<typeof styleText>[0];

export type Narrator = {
  title(text: string): void;
  /** Writes a numbered heading. */
  step(text: string): void;
  /** Writes what the member does outside of messages: clicks, saves, edits. */
  action(text: string): void;
  /** Writes what the demo has checked successfully. */
  checked(text: string): void;
  failure(text: string): void;
  line(text?: string): void;
  /** Writes what a member types. */
  typed(author: string, text: string): void;
  message(fake: FakeSlack, message: Message): void;
};

export function createNarrator(write: (text: string) => void, hasColors: boolean): Narrator {
  let steps = 0;
  const paint = (style: Style, text: string) => (hasColors ? styleText(style, text) : text);
  const line = (text = '') => write(`${text}\n`);

  /** Writes the author on one line and the text below it. Replies are indented. */
  const writeMessage = (author: string, note: string, text: string, isReply: boolean) => {
    const indent = isReply ? '    ' : '  ';
    line(`${indent}${paint('bold', author)}${note === '' ? '' : ` ${paint('dim', note)}`}`);
    for (const row of wrapText(text, columns - indent.length - 2).split('\n')) {
      line(`${indent}${paint('dim', '│')} ${row}`);
    }
  };

  return {
    title: (text) => line(`\n${paint(['bold', 'cyan'], text)}`),
    step(text) {
      steps += 1;
      line(`\n${paint(['bold', 'cyan'], `${steps}. ${text}`)}`);
    },
    action: (text) => line(`  ${paint('yellow', `→ ${text}`)}`),
    checked: (text) => line(`  ${paint('green', '✓')} ${text}`),
    failure: (text) => line(`\n${paint(['bold', 'red'], '✗')} ${text}`),
    line,
    typed: (author, text) => writeMessage(author, '', text, false),
    message(fake, message) {
      const note = message.onlyFor ? '(only visible to you)' : '';
      const isReply = message.threadTs !== undefined && message.threadTs !== message.ts;
      writeMessage(fake.member(message.user).name, note, readableText(fake, message), isReply);
    },
  };
}

/** Returns the message as a person reads it, with the names of members and files. */
export function readableText(fake: FakeSlack, message: Message): string {
  const files = new Map(fake.files(message).map(({ id, name }) => [id, name]));
  return messageText(message, (id) => files.get(id) ?? fake.member(id).name);
}
