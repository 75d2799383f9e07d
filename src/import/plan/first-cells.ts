// The first cells of a plan for which a mask is set, with their values, for showing them.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import { bitOf, maskedObject } from '../stage/cells.ts';
import { planTable } from '../stage/stage.ts';
import { baseTable } from './base-values.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';

export type PlannedCell<Value extends string> = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly field: Field;
} & { readonly [Name in Value]: string | null };

/** Longer values are cut: nobody reads them in a message. */
const longest = 300;

/**
 * @param mask column of the plan table
 * @param where which rows of the plan
 * @param values SQL for each value to show, of `s`, `e` and `b`
 */
export async function findFirstCells<Value extends string>(
  tx: Transaction,
  rules: PlanRules,
  {
    mask,
    where,
    limit,
    values,
  }: {
    mask: string;
    where: SQL;
    limit: number;
    values: Readonly<Record<Value, (field: Field) => SQL>>;
  },
): Promise<PlannedCell<Value>[]> {
  const names = Object.keys(values) as Value[];
  const objects = names.map((name) => {
    const text = (field: Field) => sql`left((${values[name](field)})::text, ${sql.raw(String(longest))})`;
    return sql`${maskedObject('p.mask', text)} as ${sql.identifier(name)}`;
  });
  const rows = (await tx.execute(sql`
    select e.id::float8 as id, coalesce(e.name, e.email, '') as "endUser", p.mask, ${sql.join(objects, sql`, `)}
    from (select line, end_user_id, ${sql.raw(mask)} as mask from ${planTable(rules.importId)}
          where ${sql.raw(mask)} <> 0 and problem is null and ${where} order by line limit ${limit}) p
    join (${stagedRows(rules)}) on s.line = p.line
    join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = p.end_user_id
    left join ${baseTable} b on b.end_user_id = e.id and e.id = ${namedEndUser}
    order by p.line`)) as unknown as ({ id: number; endUser: string; mask: number } & Record<
    Value,
    Record<string, string | null>
  >)[];
  return rows
    .flatMap((row) =>
      fields
        .filter((field) => row.mask & bitOf(field))
        .map((field) => {
          const shown = Object.fromEntries(names.map((name) => [name, row[name][field] ?? null]));
          return { endUserId: row.id, endUser: row.endUser, field, ...shown } as PlannedCell<Value>;
        }),
    )
    .slice(0, limit);
}
