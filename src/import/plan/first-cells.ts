// Finds the first cells of a plan for which a mask is set, with their values, to show them to members.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import { bitOf, maskedObject } from '../stage/masks.ts';
import { planTable } from '../stage/stage.ts';
import { baseTable } from './base-values.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';

export type PlannedCell<Value extends string> = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly field: Field;
} & { readonly [Name in Value]: string | null };

export type CellQuery<Value extends string> = {
  /** The mask: a column of the plan table. */
  readonly mask: string;
  /** Which rows of the plan. */
  readonly where: SQL;
  readonly limit: number;
  /** SQL for each value to show, of `s` (staged row), `e` (end user), and `b` (base values). */
  readonly values: Readonly<Record<Value, (field: Field) => SQL>>;
};

type EndUserRow = { readonly id: number; readonly endUser: string; readonly mask: number };

/** In characters. Longer values are cut, since messages show no more. */
const maxLength = 300;

export async function findFirstCells<Value extends string>(
  tx: Transaction,
  rules: PlanRules,
  { mask, where, limit, values }: CellQuery<Value>,
): Promise<PlannedCell<Value>[]> {
  // The cast restores the keys' type, which Object.keys widens to string.
  const names = Object.keys(values) as Value[];
  const objects = names.map((name) => {
    const text = (field: Field) => sql`left((${values[name](field)})::text, ${sql.raw(String(maxLength))})`;
    return sql`${maskedObject('p.mask', text)} as ${sql.identifier(name)}`;
  });
  const rows = await tx.execute<EndUserRow & Record<Value, Record<string, string | null>>>(sql`
    select e.id::float8 as id, coalesce(e.name, e.email, '') as "endUser", p.mask, ${sql.join(objects, sql`, `)}
    from (select line, end_user_id, ${sql.raw(mask)} as mask from ${planTable(rules.importId)}
          where ${sql.raw(mask)} <> 0 and problem is null and ${where} order by line limit ${limit}) p
    join (${stagedRows(rules)}) on s.line = p.line
    join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = p.end_user_id
    left join ${baseTable} b on b.end_user_id = e.id and e.id = ${namedEndUser}
    order by p.line`);
  const cells = rows.flatMap((row) =>
    fields
      .filter((field) => row.mask & bitOf(field))
      .map((field) => {
        const shown = Object.fromEntries(names.map((name) => [name, row[name][field] ?? null]));
        // The cast restores the keys' type, which Object.fromEntries widens to string.
        return { endUserId: row.id, endUser: row.endUser, field, ...shown } as PlannedCell<Value>;
      }),
  );
  return cells.slice(0, limit);
}
