// A member says that the ids of a file are those of another site, or that they are ours. Fast, because Slack waits.
import { type ImportKey, updateImport } from '../../db/imports.ts';
import type { Context } from '../ports.ts';
import { type Decision, decide } from './decide-import.ts';
import { readAgain } from './reread-import.ts';

/** Ids are translated while a file is read, so it is read again. @param planNumber of the plan that the member saw */
export function markOtherSite(
  context: Context,
  key: ImportKey,
  planNumber: number,
  otherSite: boolean,
): Promise<Decision> {
  return decide(context, key, async (tx) => {
    const reading = await readAgain(tx, key, planNumber, async ({ readAs }) => readAs);
    if (!reading) return null;
    await updateImport(tx, key, { instructions: { ...reading.instructions, otherSite } });
    return reading;
  });
}
