// A member says that a file is the complete list of its organizations' end users, or that it isn't. Fast, because Slack waits.
import { findImport, type ImportKey } from '../../db/imports.ts';
import type { Context } from '../ports.ts';
import { type Decision, decide } from './decide-import.ts';
import { planAgain } from './plan-again.ts';

/** @param planNumber of the plan that the member saw; a newer plan is left alone */
export function markRoster(
  context: Context,
  key: ImportKey,
  planNumber: number,
  isRoster: boolean,
): Promise<Decision> {
  return decide(context, key, async (tx) => {
    const { roster: _, ...others } = (await findImport(tx, key))?.instructions ?? {};
    const instructions = { ...others, ...(isRoster && { roster: true as const }) };
    return planAgain(tx, key, planNumber, { instructions });
  });
}
