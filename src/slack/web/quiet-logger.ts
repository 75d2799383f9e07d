// The logger for Slack's packages: passes their warnings and errors to the app's log, without any message content.
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../log.ts';

export function createQuietLogger(log: Log): Logger {
  const write =
    (level: 'warn' | 'error') =>
    (...args: unknown[]): void => {
      const error = args.find((arg) => arg instanceof Error);
      const text = args.find((arg) => typeof arg === 'string');
      log[level](error ? { err: error } : {}, `slack: ${text ? withoutDetails(text) : 'an error'}`);
    };
  return {
    // Debug and info print request bodies, with the token.
    debug: () => undefined,
    info: () => undefined,
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** Cuts the text at the first colon or parenthesis: the error message that follows may repeat what was sent. */
function withoutDetails(text: string): string {
  return text.split(/[:(]/, 1)[0]!.trim().slice(0, 200);
}
