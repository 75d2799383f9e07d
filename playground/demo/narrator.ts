// Tells in a terminal what happens in the fake Slack: steps, and messages as a person would read them.
import { styleText } from 'node:util';
import { type FakeSlack, type Message, messageText } from '../fake-slack/fake-slack.ts';
import { wrap } from './wrap-text.ts';

const columns = 92;

type Style = Parameters<typeof styleText>[0];

export type Narrator = ReturnType<typeof narrator>;

export function narrator(write: (text: string) => void, isColoured: boolean) {
  let steps = 0;
  const paint = (style: Style, text: string) => (isColoured ? styleText(style, text) : text);
  const line = (text = '') => write(`${text}\n`);

  /** Who says it on one line, what is said below, along a rule; replies further to the right. */
  const say = (who: string, note: string, text: string, isReply: boolean) => {
    const indent = isReply ? '    ' : '  ';
    line(`${indent}${paint('bold', who)}${note === '' ? '' : ` ${paint('dim', note)}`}`);
    for (const row of wrap(text, columns - indent.length - 2).split('\n')) {
      line(`${indent}${paint('dim', '│')} ${row}`);
    }
  };

  return {
    title: (text: string) => line(`\n${paint(['bold', 'cyan'], text)}`),
    /** What the member is about to do. */
    step(text: string) {
      steps += 1;
      line(`\n${paint(['bold', 'cyan'], `${steps}. ${text}`)}`);
    },
    /** What a person would do with their hands, not with words. */
    deed: (text: string) => line(`  ${paint('yellow', `→ ${text}`)}`),
    /** Something that the demo has found to be as it should. */
    found: (text: string) => line(`  ${paint('green', '✓')} ${text}`),
    failure: (text: string) => line(`\n${paint(['bold', 'red'], '✗')} ${text}`),
    line,
    typed: (who: string, text: string) => say(who, '', text, false),
    message(fake: FakeSlack, message: Message) {
      const note = message.onlyFor ? '(only visible to you)' : '';
      const isReply = message.threadTs !== undefined && message.threadTs !== message.ts;
      say(fake.member(message.user).name, note, readable(fake, message), isReply);
    },
  };
}

/** The message as a person reads it, with the names of members and files in it. */
export function readable(fake: FakeSlack, message: Message): string {
  const files = new Map(fake.files(message).map(({ id, name }) => [id, name]));
  return messageText(message, (id) => files.get(id) ?? fake.member(id).name);
}
