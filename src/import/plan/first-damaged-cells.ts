// Finds the first damaged cells.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { DamagedCell } from '../../model/plan.ts';
import { markOf, stagedColumn, writtenCell } from '../stage/cells.ts';
import { findFirstCells } from './first-cells.ts';
import type { PlanRules } from './rules.ts';
import { baseText } from './three-way-merge.ts';

export async function findFirstDamagedCells(tx: Transaction, rules: PlanRules): Promise<DamagedCell[]> {
  const found = await findFirstCells(tx, rules, {
    mask: 'damaged',
    where: sql`true`,
    limit: 5,
    values: {
      was: baseText,
      inFile: writtenCell,
      kind: (field) =>
        sql`coalesce(spreadsheet_damage(${baseText(field)}, ${stagedColumn(field)}::text), ${markOf(field, 'damage')})`,
    },
    // The entry contains what was compared, see `mergeKeys`.
    ofKey: { was: sql`k.value -> 1`, inFile: sql`k.value -> 2`, kind: sql`k.value -> 0` },
  });
  // A new end user has no id to look up.
  const cells = found.map(({ line, ...cell }) => (cell.endUserId === null ? { ...cell, line } : cell));
  // The cast is safe: `spreadsheet_damage` and the marks have a `DamageKind`, and the text of a damaged cell is not null.
  return cells as readonly { [Key in keyof DamagedCell]: DamagedCell[Key] | null }[] as DamagedCell[];
}
