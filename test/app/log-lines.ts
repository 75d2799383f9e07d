// What an app writes into its log, as a test reads it.
import { Writable } from 'node:stream';
import { type Log, openLog } from '../../src/log.ts';

export type Line = { readonly level: number; readonly msg: string; readonly [field: string]: unknown };

/** The lines so far, and the log to give to the app. */
export function logLines(): { readonly lines: readonly Line[]; readonly log: Log } {
  const lines: Line[] = [];
  const destination = new Writable({
    write(line, _, done) {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
  return { lines, log: openLog('info', destination) };
}
