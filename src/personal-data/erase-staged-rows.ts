// Erases an end user from the staging area: the rows about them are emptied, and plans that name them are dropped.
import type { Transaction } from '../db/transaction.ts';
import { emptyRows } from '../import/stage/empty-erased-rows.ts';
import { dropStagingTables } from '../import/stage/stage.ts';
import type { StagedRows } from './staged-rows-of.ts';

/** Whether a plan will be made of the rows. After that, nothing reads them. */
export const isToBePlanned = ({ state }: Pick<StagedRows, 'state'>): boolean =>
  ['reading', 'planned', 'planning', 'applying'].includes(state);

/** An approval of such a plan no longer holds: the rows are left out from now on, see `rowFault`. */
export async function eraseStagedRows(
  tx: Transaction,
  endUserId: number,
  staged: readonly StagedRows[],
): Promise<void> {
  for (const { importId, lines, ...rest } of staged) {
    if (rest.isOutdated || !isToBePlanned(rest)) {
      await dropStagingTables(tx, importId);
      continue;
    }
    if (lines.length > 0) await emptyRows(tx, { importId, endUserId, lines });
    await dropStagingTables(tx, importId, ['plan']);
  }
}
