// The first cells that a spreadsheet damaged.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { CellDamage } from '../../model/plan.ts';
import { firstCells } from './planned-cells.ts';
import type { PlanRules } from './rules.ts';
import { baseText } from './three-way-merge.ts';

export async function firstDamages(tx: Transaction, rules: PlanRules): Promise<CellDamage[]> {
  const cells = await firstCells(tx, rules, {
    mask: 'damaged',
    where: sql`true`,
    limit: 5,
    values: {
      was: baseText,
      inFile: (field) => sql.raw(`s.${field}`),
      kind: (field) => sql`spreadsheet_damage(${baseText(field)}, ${sql.raw(`s.${field}`)})`,
    },
  });
  return cells as readonly { [Key in keyof CellDamage]: CellDamage[Key] | null }[] as CellDamage[];
}
