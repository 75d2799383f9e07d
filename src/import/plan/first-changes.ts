// Finds the first cells that would be written.
import { sql } from 'drizzle-orm';
import { shownValue } from '../../db/shown-value.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { CellChange } from '../../model/plan.ts';
import { writtenValue } from '../stage/cells.ts';
import { findFirstCellsOfEndUsers } from './first-cells.ts';
import type { PlanRules } from './rules.ts';

export function findFirstChanges(tx: Transaction, rules: PlanRules): Promise<CellChange[]> {
  return findFirstCellsOfEndUsers(tx, rules, {
    mask: 'changed',
    where: sql`action = 'update'`,
    limit: 20,
    values: {
      now: (field) => shownValue(rules.workspaceId, field, sql.raw(`e.${field}`)),
      willBe: (field) => shownValue(rules.workspaceId, field, writtenValue(field)),
    },
    ofKey: { now: sql.raw('k.here'), willBe: sql.raw('k.value') },
  });
}
