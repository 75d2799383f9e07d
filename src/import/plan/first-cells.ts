// Finds the first cells of a plan for which a mask is set, with their values, to show them to members. Of the custom fields,
// each key is a cell.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import { plainFields } from '../stage/cells.ts';
import { bitOf, maskedObject, maskHas } from '../stage/masks.ts';
import { planTable } from '../stage/stage.ts';
import { baseTable } from './base-values.ts';
import { baseOfKey } from './merge-keys.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser, stagedRows } from './staged-rows.ts';

export type PlannedCell<Value extends string> = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly field: Field;
  readonly key?: string;
} & { readonly [Name in Value]: string | null };

export type CellQuery<Value extends string> = {
  /** The mask: a column of the plan table. Its name is also that of the entry in `custom`. */
  readonly mask: 'changed' | 'conflicts' | 'damaged';
  /** Which rows of the plan. */
  readonly where: SQL;
  readonly limit: number;
  /** SQL for each value to show, of `s` (staged row), `e` (end user), and `b` (base values). */
  readonly values: Readonly<Record<Value, (field: Field) => SQL>>;
  /** The same of a key of the custom fields, as jsonb, of `k`: `key`, `value` (of the entry), `here`, and `was` (base value). */
  readonly ofKey: Readonly<Record<Value, SQL>>;
};

type EndUserRow = {
  readonly id: number;
  readonly endUser: string;
  readonly mask: number;
  readonly customFields:
    | readonly (Readonly<Record<string, string | null>> & { readonly key: string })[]
    | null;
};

/** In characters. Longer values are cut, since messages show no more. */
const maxLength = 300;

export async function findFirstCells<Value extends string>(
  tx: Transaction,
  rules: PlanRules,
  { mask, where, limit, values, ofKey }: CellQuery<Value>,
): Promise<PlannedCell<Value>[]> {
  // The cast restores the keys' type, which Object.keys widens to string.
  const names = Object.keys(values) as Value[];
  const objects = names.map((name) => {
    const text = (field: Field) => sql`left((${values[name](field)})::text, ${sql.raw(String(maxLength))})`;
    return sql`${maskedObject('p.mask', text, plainFields)} as ${sql.identifier(name)}`;
  });
  const rows = await tx.execute<EndUserRow & Record<Value, Record<string, string | null>>>(sql`
    select e.id::float8 as id, coalesce(e.name, e.email, '') as "endUser", p.mask, ${sql.join(objects, sql`, `)},
      case when ${maskHas('p.mask', 'custom_fields')} then ${keyCells(names, ofKey, limit, mask === 'damaged')} end as "customFields"
    from (select line, end_user_id, ${sql.raw(mask)} as mask, custom -> ${sql.raw(`'${mask}'`)} as entry
          from ${planTable(rules.importId)}
          where ${sql.raw(mask)} <> 0 and problem is null and ${where} order by line limit ${limit}) p
    join (${stagedRows(rules)}) on s.line = p.line
    join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = p.end_user_id
    left join ${baseTable} b on b.end_user_id = e.id and e.id = ${namedEndUser}
    order by p.line`);
  const cells = rows.flatMap((row) => {
    const endUser = { endUserId: row.id, endUser: row.endUser };
    return fields
      .filter((field) => row.mask & bitOf(field))
      .flatMap((field) => {
        const shown =
          field === 'custom_fields'
            ? (row.customFields ?? [])
            : [Object.fromEntries(names.map((name) => [name, row[name][field] ?? null]))];
        // The cast restores the keys' type, which Object.fromEntries widens to string.
        return shown.map((cell: object) => ({ ...endUser, field, ...cell }) as PlannedCell<Value>);
      });
  });
  return cells.slice(0, limit);
}

/** The first keys in the entry of a row, with their values as text. */
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
