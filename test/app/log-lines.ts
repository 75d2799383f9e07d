// A log that a test gives to the app, and reads line by line.
import { Writable } from 'node:stream';
import { type Log, openLog } from '../../src/log.ts';

export type Line = { readonly level: number; readonly msg: string; readonly [field: string]: unknown };

/** Creates a log, and the list of its lines so far. */
export function createTestLog(): { readonly lines: readonly Line[]; readonly log: Log } {
  const lines: Line[] = [];
  const destination = new Writable({
    write(line, _, done) {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
  return { lines, log: openLog('info', destination) };
}
