// A member picks another choice on a plan: the plan is recomputed from the staged rows. Fast, because Slack waits.
import { findImport, findImportDetails, type ImportKey } from '../../db/imports.ts';
import type { Choices } from '../../model/choices.ts';
import type { Context } from '../ports.ts';
import { type Decision, decide } from './decide-import.ts';
import { planAgain } from './plan-again.ts';

/** @param planNumber of the plan that the member saw; a newer plan is left alone */
export function changeChoice(
  context: Context,
  key: ImportKey,
  planNumber: number,
  choice: Partial<Choices>,
  changedBy: string,
): Promise<Decision> {
  return decide(context, key, async (tx) => {
    const details = await findImportDetails(tx, key);
    const choices = { ...details?.choices, ...choice };
    // Who is archived then is not in the file: whoever wants that has not only approved what another member shared.
    const isOwnWish = choice.leavers === 'archive';
    const askedBy = isOwnWish ? new Set([...((await findImport(tx, key))?.askedBy ?? []), changedBy]) : null;
    return planAgain(tx, key, planNumber, { choices, ...(askedBy && { askedBy: [...askedBy] }) });
  });
}
