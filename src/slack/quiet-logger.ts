// Bolt's logger: its warnings and errors go into our log, and nothing of a message's body ever does.
import { type Logger, LogLevel } from '@slack/bolt';
import { type Log, withoutData } from '../log.ts';

export function quietLogger(log: Log): Logger {
  const write =
    (level: 'warn' | 'error') =>
    (...told: unknown[]): void => {
      const error = told.find((part) => part instanceof Error);
      const said = told.find((part) => typeof part === 'string');
      log[level](error ? { err: withoutData(error) } : {}, `bolt: ${said?.slice(0, 200) ?? 'an error'}`);
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
