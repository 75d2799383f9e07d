// Finds columns that are shifted against the others, as when one column was sorted alone: nearly all of its changed cells
// have the current value of another row of the file.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { Field } from '../../model/columns.ts';
import { bitOf, maskHas } from '../stage/masks.ts';
import { plannedUpdates } from './planned-updates.ts';
import type { PlanRules } from './rules.ts';

/** Those whose values tell people apart. Notes and yes-or-no columns are not sorted alone, and cost or mean little. */
const judged: readonly Field[] = [
  'name',
  'title',
  'email',
  'phone',
  'extension',
  'mobile',
  'address1',
  'city',
  'zip',
  'vendor_id',
];

/** Two people may have swapped a phone. */
const leastCells = 3;

/** Up to so many changed cells, some of them may be real edits; above, only an exact shift is found, which is cheaper. */
const mostComparedCells = 20_000;

const share = 0.8;

export async function findShiftedColumns(
  tx: Transaction,
  table: SQL,
  rules: PlanRules,
): Promise<readonly Field[]> {
  const updates = plannedUpdates(table, rules);
  const hash = (value: string) => `sum(hashtextextended(coalesce((${value})::text, ''), 0))`;
  const sums = judged.map((field) => {
    const has = maskHas('p.changed', field);
    return sql`jsonb_build_object('cells', count(*) filter (where ${has}),
      'isShift', ${sql.raw(hash(`s.${field}`))} filter (where ${has}) = ${sql.raw(hash(`e.${field}`))} filter (where ${has}))
      as ${sql.identifier(field)}`;
  });
  const [found] = await tx.execute<Record<string, { cells: number; isShift: boolean | null }>>(
    sql`select ${sql.join(sums, sql`, `)} from ${updates}`,
  );
  const shifted: Field[] = [];
  for (const field of judged) {
    const { cells, isShift } = found![field]!;
    if (cells < leastCells || (cells > mostComparedCells && !isShift)) continue;
    if (await areOfOtherRows(tx, updates, field, cells)) shifted.push(field);
  }
  return shifted;
}

async function areOfOtherRows(tx: Transaction, updates: SQL, field: Field, cells: number): Promise<boolean> {
  const [row] = await tx.execute<{ shared: number; values: number }>(sql`
    with cell as (
      select s.${sql.raw(field)} as now, coalesce(e.${sql.raw(field)}::text, '') as was from ${updates}
        and p.changed & ${sql.raw(String(bitOf(field)))} <> 0
    )
    select coalesce(sum(least(n.count, w.count)), 0)::integer as shared, count(*)::integer as values
    from (select now as value, count(*) from cell where now <> '' group by now) n
    join (select was as value, count(*) from cell where was <> '' group by was) w using (value)`);
  const { shared, values } = row!;
  return values >= leastCells && shared >= cells * share;
}
