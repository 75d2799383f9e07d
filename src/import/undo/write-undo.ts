// Writes what an undo does to end users, and records it.
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { keyPrefix, withKeys } from '../../db/custom-fields.ts';
import { history } from '../../db/history.ts';
import { endUser, formerEndUser } from '../../db/schema/end-user-table.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Field } from '../../model/columns.ts';
import { jsonValue } from '../stage/cells.ts';
import { maskedObject, maskHas } from '../stage/masks.ts';
import { countedChanges, derivedValues, isEdit } from './counted-changes.ts';
import { removedEndUsers, restoredEndUsers } from './presence.ts';
import { revertedEndUsers } from './reverted-cells.ts';

type Recorded = { readonly workspaceId: string; readonly operationId: number };

/** @param among the fields that get another value in any end user: naming only these makes the queries much faster */
export async function revertCells(
  tx: Transaction,
  { workspaceId, operationId }: Recorded,
  among: readonly Field[],
): Promise<void> {
  const now = (field: Field) => sql.raw(field === 'custom_fields' ? "u.custom -> 'now'" : `e.${field}`);
  const back = (field: Field) =>
    sql.raw(field === 'custom_fields' ? "u.custom -> 'back'" : `u.values -> '${field}'`);
  await tx.execute(sql`
    insert into change (workspace_id, operation_id, end_user_id, before, after)
    select ${workspaceId}, ${operationId}::bigint, u.end_user_id,
      ${maskedObject('u.back', now, among)}, ${maskedObject('u.back', back, among)}
    from ${revertedEndUsers} u
    join end_user e on e.workspace_id = ${workspaceId} and e.id = u.end_user_id`);
  const set = among.map((field) => {
    const column = sql.raw(field);
    const value =
      field === 'custom_fields'
        ? withKeys(sql.raw('e.custom_fields'), sql.raw("(u.custom -> 'back')"))
        : jsonValue('u.values', field);
    return sql`${column} = case when ${maskHas('u.back', field)} then ${value} else e.${column} end`;
  });
  await tx.execute(sql`
    update end_user e set ${sql.join(set, sql`, `)}, updated_at = now()
    from ${revertedEndUsers} u
    where e.workspace_id = ${workspaceId} and e.id = u.end_user_id`);
}

const namesOf = (table: PgTable): string[] => Object.values(getTableColumns(table)).map(({ name }) => name);

/** The columns of an end user, without those that Postgres computes: a former one has them, too. */
const storedColumns = namesOf(formerEndUser).filter((name) => name !== 'removed_in');

const columnsOf = (row: string): SQL => sql.raw(storedColumns.map((name) => `${row}.${name}`).join(', '));

const columns = sql.raw(storedColumns.join(', '));

const computedColumns = namesOf(endUser).filter((name) => !storedColumns.includes(name));

/** An end user as jsonb. @param row the alias of a row of the table */
const wholeRow = (row: string): SQL => sql.raw(`to_jsonb(${row}) - '{${computedColumns.join(',')}}'::text[]`);

export async function removeEndUsers(tx: Transaction, { workspaceId, operationId }: Recorded): Promise<void> {
  const isRemoved = sql`e.workspace_id = ${workspaceId} and e.id in (select end_user_id from ${removedEndUsers})`;
  // Two statements: whoever is changed in between fails the second one, because the transaction is `repeatable read`.
  await tx.execute(sql`
    insert into former_end_user (removed_in, ${columns})
    select ${operationId}::bigint, ${columns} from end_user e where ${isRemoved}`);
  await tx.execute(sql`delete from end_user e where ${isRemoved}`);
}

/**
 * A query for the rows of the end users in `restoredEndUsers`. They get the values that they had when they were removed, except
 * in the cells that changes say something about.
 */
export function restoredRows(workspaceId: string): SQL {
  const stored = sql`nullif(c.before -> 'custom_fields', 'null')`;
  const keys = sql`(
    select jsonb_object_agg(substr(v.key, ${sql.raw(String(keyPrefix.length + 1))}), v.value)
    from jsonb_each(l.values) v where starts_with(v.key, ${keyPrefix}))`;
  return sql`
    select ${columnsOf('f')} from ${restoredEndUsers} r
    join former_end_user f on f.workspace_id = ${workspaceId} and f.removed_in = r.removed_in and f.id = r.end_user_id
    where not r.has_log
    union all
    select ${columnsOf('gone')} from ${restoredEndUsers} r
    join ${history} c on c.workspace_id = ${workspaceId} and c.operation_id = r.removed_in and c.end_user_id = r.end_user_id
    left join (
      select c.end_user_id, ${derivedValues()} as values
      from ${countedChanges(workspaceId)}
      where ${isEdit('c')} and c.end_user_id in (select end_user_id from ${restoredEndUsers} where has_log)
      group by c.end_user_id
    ) l on l.end_user_id = r.end_user_id
    cross join lateral (select case when l.values is not null then ${keys} end as partial offset 0) p
    -- Rows that were removed by an earlier version say nothing about it.
    cross join lateral jsonb_populate_record(null::end_user, '{"archived": false}' || case when l.values is null then c.before
      else c.before || l.values || case when p.partial is null then '{}'
        else jsonb_build_object('custom_fields', ${withKeys(stored, sql.raw('p.partial'))}) end end) gone
    where r.has_log`;
}

export async function restoreEndUsers(
  tx: Transaction,
  { workspaceId, operationId }: Recorded,
): Promise<void> {
  await tx.execute(sql`
    with restored as (
      insert into end_user (${columns}) select ${columns} from (${restoredRows(workspaceId)}) gone
      returning *
    )
    insert into change (workspace_id, operation_id, end_user_id, after)
    select workspace_id, ${operationId}::bigint, id, ${wholeRow('restored')} from restored`);
}
