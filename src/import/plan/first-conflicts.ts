// The first cells that were changed both in the file and here.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { CellConflict } from '../../model/plan.ts';
import { uploadedValue } from '../stage/cells.ts';
import { firstCells } from './planned-cells.ts';
import type { PlanRules } from './rules.ts';
import { baseText } from './three-way-merge.ts';

export function firstConflicts(tx: Transaction, rules: PlanRules): Promise<CellConflict[]> {
  return firstCells(tx, rules, {
    mask: 'conflicts',
    where: sql`true`,
    limit: 5,
    values: { was: baseText, here: (field) => sql.raw(`e.${field}`), inFile: uploadedValue },
  });
}
