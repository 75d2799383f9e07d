// What a person at a terminal reads: the log's lines as sentences until the app is ready, then how to go on. From then
// on, and for errors, JSON.
import type { Config } from '../config.ts';

export type TerminalLog = {
  /** Takes what the log writes. */
  readonly destination: { write(line: string): void };
  /** Ends the sentences. */
  ready(config: Config, port: number): void;
};

type Line = { readonly level: number; readonly msg: string } & Readonly<Record<string, unknown>>;

/** Pino's number for errors. */
const errorLevel = 50;
const notDetails = new Set(['level', 'time', 'app', 'msg']);

/** @param print writes to the terminal */
export function createTerminalLog(print: (text: string) => void): TerminalLog {
  let isReady = false;
  return {
    destination: { write: (line) => print(isReady ? line : sentenceOf(line)) },
    ready(config, port) {
      isReady = true;
      print(`\n${howToGoOn(config, port).join('\n')}\n\n`);
    },
  };
}

function sentenceOf(json: string): string {
  const line = JSON.parse(json) as Line;
  if (line.level >= errorLevel) return json;
  const details = Object.entries(line).flatMap(([name, value]) =>
    notDetails.has(name) || typeof value === 'object' ? [] : [`${name} ${String(value)}`],
  );
  const sentence = line.msg.charAt(0).toUpperCase() + line.msg.slice(1);
  return `${sentence}${details.length > 0 ? ` (${details.join(', ')})` : ''}.\n`;
}

function howToGoOn({ connection, workspaces }: Config, port: number): string[] {
  return [
    'The app works.',
    ...(connection.mode === 'http'
      ? [
          `Slack sends its requests to https://YOUR-HOST/slack/events, which must lead to port ${port} here.`,
          "If Slack hasn't verified the Request URL yet: in the app's settings, Event Subscriptions → Retry.",
        ]
      : []),
    workspaces.kind === 'many'
      ? `Workspaces install the app at https://YOUR-HOST/slack/install, which must lead to port ${port} here.`
      : 'In Slack: /invite @endusers in a channel, then /endusers help.',
    'Ctrl+C stops the app. The log follows, one JSON object per line.',
  ];
}
