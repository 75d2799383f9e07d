// Finds the first cells that a spreadsheet damaged.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { DamagedCell } from '../../model/plan.ts';
import { findFirstCells } from './first-cells.ts';
import type { PlanRules } from './rules.ts';
import { baseText } from './three-way-merge.ts';

export async function findFirstDamagedCells(tx: Transaction, rules: PlanRules): Promise<DamagedCell[]> {
  const cells = await findFirstCells(tx, rules, {
    mask: 'damaged',
    where: sql`true`,
    limit: 5,
    values: {
      was: baseText,
      inFile: (field) => sql.raw(`s.${field}`),
      kind: (field) => sql`spreadsheet_damage(${baseText(field)}, ${sql.raw(`s.${field}`)})`,
    },
    // The entry contains what was compared, see `mergeKeys`.
    ofKey: { was: sql`k.value -> 1`, inFile: sql`k.value -> 2`, kind: sql`k.value -> 0` },
  });
  // The cast is safe: `spreadsheet_damage` returns a `DamageKind`, and no value of a damaged cell is null.
  return cells as readonly { [Key in keyof DamagedCell]: DamagedCell[Key] | null }[] as DamagedCell[];
}
