// Finds the first conflicts: cells that were changed both in the file and in the database.
import { sql } from 'drizzle-orm';
import { shownValue } from '../../db/shown-value.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { CellConflict } from '../../model/plan.ts';
import { uploadedValue } from '../stage/cells.ts';
import { findFirstCellsOfEndUsers } from './first-cells.ts';
import type { PlanRules } from './rules.ts';
import { baseText } from './three-way-merge.ts';

export function findFirstConflicts(tx: Transaction, rules: PlanRules): Promise<CellConflict[]> {
  return findFirstCellsOfEndUsers(tx, rules, {
    mask: 'conflicts',
    where: sql`true`,
    limit: 5,
    values: {
      was: (field) => shownValue(rules.workspaceId, field, baseText(field)),
      here: (field) => shownValue(rules.workspaceId, field, sql.raw(`e.${field}`)),
      inFile: (field) => shownValue(rules.workspaceId, field, uploadedValue(field)),
    },
    ofKey: { was: sql.raw('k.was'), here: sql.raw('k.here'), inFile: sql.raw('k.value') },
  });
}
