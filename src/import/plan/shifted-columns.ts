// Finds columns that are shifted against the others, as when one column was sorted alone or moved by one row: nearly all
// cells that the file changes have a value that another row of the file loses.
import { type SQL, sql } from 'drizzle-orm';
import { sqlTypeOf } from '../../db/field-types.ts';
import type { Transaction } from '../../db/transaction.ts';
import { columnFields, type Field } from '../../model/columns.ts';
import { bitOf, maskHas } from '../stage/masks.ts';
import { rowTable } from '../stage/stage.ts';
import { baseTable } from './base-values.ts';
import { baseOfKey } from './merge-keys.ts';
import type { PlanRules } from './rules.ts';
import { baseText } from './three-way-merge.ts';

export type ShiftedColumn = {
  readonly name: string;
  /** Whether the planned row, `p`, changes it. */
  readonly isChanged: SQL;
};

/** Those that hold texts or numbers, without the custom fields, of which each key is a column. Everybody has a yes or a no. */
const judged = columnFields.filter((field) => !['boolean', 'jsonb'].includes(sqlTypeOf(field)));

/** Two people may have swapped a phone. */
const leastCells = 3;

/** Up to so many changed cells, some of them may be real edits; above, only a nearly exact shift is found, which is cheaper. */
const mostComparedCells = 20_000;

const share = 0.8;

/** Of more keys of the custom fields, these stand for all: they moved together. */
const mostNamed = 30;

/** The cells that say another value than the current one, and those whose value the file doesn't have there any more. */
const said = '(p.changed | p.conflicts | p.older)';
const gone = '(p.changed | p.conflicts | p.older | p.emptied)';

/** The judged rows, `p`, with the staged row, `s`, the end user, `e`, and the base values, `b`; ends with a condition. */
type Rows = (joins?: SQL) => SQL;

/** The columns of the planned rows in `table`, without those that are about someone else as a whole. */
export async function findShiftedColumns(
  tx: Transaction,
  table: SQL,
  rules: PlanRules,
): Promise<readonly ShiftedColumn[]> {
  // The comparisons with 0 are those that Postgres has statistics for.
  const isJudged = sql.raw(`p.end_user_id is not null and p.someone_else is null
    and (p.changed <> 0 or p.conflicts <> 0 or p.older <> 0 or p.emptied <> 0)`);
  const cells = await countCells(tx, table, isJudged);
  const rows: Rows = (joins = sql``) => sql`${table} p join ${rowTable(rules.importId)} s using (line)
    join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = p.end_user_id
    left join ${baseTable} b on b.end_user_id = e.id ${joins} where ${isJudged}`;
  const isLarge = (field: Field): boolean => cells[field]! > mostComparedCells;
  const near = await findNearShifts(tx, rows, judged.filter(isLarge));
  const compared = judged.filter((field) =>
    isLarge(field) ? near.includes(field) : cells[field]! >= leastCells,
  );
  const shifted = compared.length === 0 ? [] : await findShifts(tx, cellsOf(rows, compared));
  const keys = cells.custom_fields! < leastCells ? [] : await findShifts(tx, cellsOfKeys(rows));
  return [
    ...compared
      .filter((field) => shifted.includes(field))
      .map((field) => ({ name: field, isChanged: maskHas('p.changed', field) })),
    ...keys.map((key) => ({
      name: `custom_fields · ${key}`,
      isChanged: sql`p.custom -> 'changed' ? ${key}`,
    })),
  ];
}

async function countCells(tx: Transaction, table: SQL, isJudged: SQL): Promise<Record<string, number>> {
  const counts = [...judged, 'custom_fields' as const].map(
    (field) => sql`(count(*) filter (where ${maskHas(said, field)}))::integer as ${sql.identifier(field)}`,
  );
  const [row] = await tx.execute<Record<string, number>>(
    sql`select ${sql.join(counts, sql`, `)} from ${table} p where ${isJudged}`,
  );
  return row!;
}

/** A value as text; null if the cell is empty. Each spreadsheet writes line ends of its own. */
const plainText = (field: Field, value: SQL): SQL =>
  field === 'notes'
    ? sql`nullif(replace(replace(${value}, E'\\r\\n', E'\\n'), E'\\r', E'\\n'), '')`
    : sql`nullif(${value}, '')`;

const now = (field: Field): SQL => plainText(field, sql.raw(`s.${field}`));

/** With what the member started: others may have changed the value since. */
const was = (field: Field): SQL => plainText(field, baseText(field));

/** Sums of hashes are equal where the values are, in any order, and differ by few hashes where few values differ. */
const areNear = (sumNow: SQL, sumWas: SQL): SQL =>
  sql`abs(coalesce(${sumNow}, 0) - coalesce(${sumWas}, 0)) < 8 * 2::numeric ^ 63`;

const hashes = (value: SQL): SQL => sql`sum(hashtextextended(${value}, 0))`;

async function findNearShifts(
  tx: Transaction,
  rows: Rows,
  among: readonly Field[],
): Promise<readonly Field[]> {
  if (among.length === 0) return [];
  const near = among.map((field) => {
    const ofNow = sql`${hashes(now(field))} filter (where ${maskHas(said, field)})`;
    const ofWas = sql`${hashes(was(field))} filter (where ${maskHas(gone, field)})`;
    return sql`${areNear(ofNow, ofWas)} as ${sql.identifier(field)}`;
  });
  const [row] = await tx.execute<Record<string, boolean>>(
    sql`select ${sql.join(near, sql`, `)} from ${rows()}`,
  );
  return among.filter((field) => row![field]);
}

/** A query for the cells: `name` of the column, `now` (null if the file says nothing else), and `was`. */
function cellsOf(rows: Rows, among: readonly Field[]): SQL {
  const mask = among.reduce((bits, field) => bits | bitOf(field), 0);
  const cells = among.map(
    (field) => sql`(${sql.raw(`'${field}', ${bitOf(field)}`)},
      case when ${maskHas(said, field)} then ${now(field)} end, case when ${maskHas(gone, field)} then ${was(field)} end)`,
  );
  return sql`select c.name, c.now, c.was
    from ${rows(sql`cross join lateral (values ${sql.join(cells, sql`, `)}) c(name, bit, now, was)`)}
    and ${sql.raw(`${gone} & ${mask} <> 0 and ${gone} & c.bit`)} <> 0`;
}

/** The same of the keys of the custom fields. */
const cellsOfKeys = (rows: Rows): SQL => sql`
  select k.key as name, nullif(k.value, 'null')::text as now, nullif(${baseOfKey(sql.raw('k.key'))}, 'null')::text as was
  from ${rows(sql`cross join lateral jsonb_each(coalesce(p.custom -> 'changed', '{}')
    || coalesce(p.custom -> 'conflicts', '{}') || coalesce(p.custom -> 'older', '{}')) k`)}
    and ${maskHas(said, 'custom_fields')}`;

/** The names of the columns in which nearly all values now are those of other rows. */
async function findShifts(tx: Transaction, cells: SQL): Promise<readonly string[]> {
  const found = await tx.execute<{ name: string }>(sql`
    with cell as materialized (${cells}),
    judged as (
      select name, count(now) as cells from cell group by name having count(now) >= ${leastCells}
        and (count(now) <= ${mostComparedCells} or ${areNear(hashes(sql.raw('now')), hashes(sql.raw('was')))})
    ),
    value_now as (select name, now as value, count(*) from cell join judged using (name) where now is not null group by 1, 2),
    value_was as (select name, was as value, count(*) from cell join judged using (name) where was is not null group by 1, 2),
    moved as (
      select name, sum(least(n.count, w.count)) as cells, count(*) as values
      from value_now n join value_was w using (name, value) group by name
    )
    -- Of two values, one pair of people may have swapped, and of one value, nothing can be sorted.
    select name from moved join judged using (name)
    where moved.cells >= judged.cells * ${share}::numeric and moved.cells >= case when moved.values = 2 then 4 else ${leastCells} end
      and moved.values > 1
    order by name limit ${mostNamed}`);
  return found.map(({ name }) => name);
}
