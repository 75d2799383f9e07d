// Finds the first cells of a plan for which a mask is set, with their values, to show them to members. Of the custom fields,
// each key is a cell.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import { bitOf, maskedObject, maskHas } from '../stage/masks.ts';
import { planTable } from '../stage/stage.ts';
import { baseTable } from './base-values.ts';
import { baseOfKey } from './merge-keys.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';
import { notValues } from './three-way-merge.ts';

export type PlannedCell<Value extends string> = {
  readonly line: number;
  /** `null` for a new end user. */
  readonly endUserId: number | null;
  readonly endUser: string;
  readonly field: Field;
  readonly key?: string;
} & { readonly [Name in Value]: string | null };

export type CellQuery<Value extends string> = {
  /** The mask: a column of the plan table. Its name is also that of the entry in `custom`. */
  readonly mask: 'changed' | 'conflicts' | 'older' | 'damaged';
  /** Which rows of the plan. */
  readonly where: SQL;
  readonly limit: number;
  /** SQL for each value to show, of `s` (staged row), `e` (end user), and `b` (base values). */
  readonly values: Readonly<Record<Value, (field: Field) => SQL>>;
  /** The same of a key of the custom fields, as jsonb, of `k`: `key`, `value` (of the entry), `here`, and `was` (base value). */
  readonly ofKey: Readonly<Record<Value, SQL>>;
};

type EndUserRow = {
  readonly line: number;
  readonly id: number | null;
  readonly endUser: string;
  readonly mask: number;
  readonly customFields:
    | readonly (Readonly<Record<string, string | null>> & { readonly key: string })[]
    | null;
};

/** In characters. Longer values are cut, since messages show no more. */
const maxLength = 300;

/** The value that a new end user gets; null if there is none. */
const newValue = (field: Field): SQL =>
  sql`case when (${notValues}) & ${sql.raw(String(bitOf(field)))} = 0 then nullif(s.${sql.raw(field)}, '') end`;

export async function findFirstCells<Value extends string>(
  tx: Transaction,
  rules: PlanRules,
  { mask, where, limit, values, ofKey }: CellQuery<Value>,
): Promise<PlannedCell<Value>[]> {
  // The cast restores the keys' type, which Object.keys widens to string.
  const names = Object.keys(values) as Value[];
  const objects = names.map((name) => {
    const text = (field: Field) => sql`left((${values[name](field)})::text, ${sql.raw(String(maxLength))})`;
    return sql`${maskedObject('p.mask', text)} as ${sql.identifier(name)}`;
  });
  const rows = await tx.execute<EndUserRow & Record<Value, Record<string, string | null>>>(sql`
    select p.line, e.id::float8 as id, p.mask,
           case when e.id is null then coalesce(${newValue('name')}, ${newValue('email')}, '')
                else coalesce(e.name, e.email, '') end as "endUser", ${sql.join(objects, sql`, `)},
      case when ${maskHas('p.mask', 'custom_fields')} then ${keyCells(names, ofKey, limit, mask === 'damaged')} end as "customFields"
    from (select line, end_user_id, turn, ${sql.raw(mask)} as mask, custom -> ${sql.raw(`'${mask}'`)} as entry
          from ${planTable(rules.importId)}
          where ${sql.raw(mask)} <> 0 and problem is null and ${where} order by line limit ${limit}) p
    left join (${stagedRows(rules)}) on s.line = p.line
    left join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = p.end_user_id
    left join ${baseTable} b on b.end_user_id = e.id and e.id = ${namedEndUser}
    order by p.line`);
  const cells = rows.flatMap((row) => {
    const endUser = { line: row.line, endUserId: row.id, endUser: row.endUser };
    return fields
      .filter((field) => row.mask & bitOf(field))
      .flatMap((field) => {
        const cell = Object.fromEntries(names.map((name) => [name, row[name][field] ?? null]));
        const shown = field === 'custom_fields' ? (row.customFields ?? [cell]) : [cell];
        // The cast restores the keys' type, which Object.fromEntries widens to string.
        return shown.map((cell: object) => ({ ...endUser, field, ...cell }) as PlannedCell<Value>);
      });
  });
  return cells.slice(0, limit);
}

/** The same for masks that only rows about existing end users have. */
export async function findFirstCellsOfEndUsers<Value extends string>(
  tx: Transaction,
  rules: PlanRules,
  query: CellQuery<Value>,
): Promise<(Omit<PlannedCell<Value>, 'line' | 'endUserId'> & { readonly endUserId: number })[]> {
  const cells = await findFirstCells(tx, rules, query);
  return cells.flatMap(({ line: _, endUserId, ...cell }) =>
    endUserId === null ? [] : [{ ...cell, endUserId }],
  );
}

/** The first keys in the entry of a row, with their values as text; null if the row has no entry. */
function keyCells<Value extends string>(
  names: readonly Value[],
  ofKey: Readonly<Record<Value, SQL>>,
  limit: number,
  isText: boolean,
): SQL {
  const texts = names.map((name) => {
    const plain = sql`(${ofKey[name]}) #>> '{}'`;
    const text = isText ? plain : sql`case when ${typesDiffer} then (${ofKey[name]})::text else ${plain} end`;
    return sql`${sql.raw(`'${name}'`)}, left(${text}, ${sql.raw(String(maxLength))})`;
  });
  return sql`(
    select jsonb_agg(jsonb_build_object('key', left(k.key, ${sql.raw(String(maxLength))}), ${sql.join(texts, sql`, `)})
             order by k.key)
    from (
      select v.key, nullif(v.value, 'null') as value, ${keyHere} as here, ${baseOfKey(sql.raw('v.key'))} as was
      from jsonb_each(p.entry) v order by v.key limit ${limit}
    ) k)`;
}

const keyHere = sql`nullif(e.custom_fields -> v.key, 'null')`;

/** Whether the values must be shown as JSON to be told apart: `12` and `"12"`. Otherwise, texts are shown without quotes. */
const typesDiffer = sql`(jsonb_typeof(k.here) <> jsonb_typeof(k.value))`;
