// The logger of Slack's packages: their warnings and errors go into our log, and nothing of a message ever does.
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../log.ts';

export function createQuietLogger(log: Log): Logger {
  const write =
    (level: 'warn' | 'error') =>
    (...told: unknown[]): void => {
      const error = told.find((part) => part instanceof Error);
      const said = told.find((part) => typeof part === 'string');
      log[level](error ? { err: error } : {}, `slack: ${said ? withoutDetails(said) : 'an error'}`);
    };
  return {
    // Debug and info print bodies, tokens included.
    debug: () => undefined,
    info: () => undefined,
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** What follows the first colon or bracket is the message of an error, which may repeat what was sent. */
function withoutDetails(said: string): string {
  return said.split(/[:(]/, 1)[0]!.trim().slice(0, 200);
}
