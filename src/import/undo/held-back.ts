// Finds what later changes hold back of an undo or a redo: cells that have another value than without these changes, and end
// users who were created and stay.
import { type SQL, sql } from 'drizzle-orm';
import { flatValues, keyPrefix } from '../../db/custom-fields.ts';
import { executeOne } from '../../db/execute-one.ts';
import { organizationLabel } from '../../db/shown-value.ts';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import type { HeldBack, KeptItem } from '../../model/undo.ts';
import { countedChanges, derivedValues, isEdit } from './counted-changes.ts';

const maxItems = 5;

/** In characters. Longer values are cut, since messages show no more. */
const maxLength = 300;

/** A temporary table: `end_user_id`, `key` (null: the end user as a whole), and `held_by`, the operation that holds it. */
const held = sql.raw('held_back');

export type HeldRequest = {
  readonly workspaceId: string;
  /** The operation that is undone or redone. */
  readonly applied: number;
  readonly direction: 'undo' | 'redo';
  /** The undo or redo: cells that were changed after it are not held back, but changed. */
  readonly operationId: number;
};

export async function findHeldBack(tx: Transaction, request: HeldRequest): Promise<HeldBack> {
  await createHeld(tx, request);
  const { workspaceId } = request;
  const counts = await executeOne<{ keptCells: number; keptEndUsers: number; keptBy: number | null }>(
    tx,
    sql`
    select count(h.key)::integer as "keptCells", (count(*) - count(h.key))::integer as "keptEndUsers",
      (select o.import_id::float8 from operation o where o.workspace_id = ${workspaceId} and o.kind = 'import'
         and o.id in (select held_by from ${held}) order by o.id desc limit 1) as "keptBy"
    from ${held} h`,
  );
  const kept = counts.keptCells + counts.keptEndUsers === 0 ? [] : await firstItems(tx, workspaceId);
  await tx.execute(sql`drop table ${held}`);
  return { ...counts, kept };
}

async function createHeld(tx: Transaction, request: HeldRequest): Promise<void> {
  const { workspaceId, applied, direction, operationId } = request;
  const isUndo = direction === 'undo';
  // What the cell would have without the later changes.
  const without: SQL = sql`o.undone = false and c.operation_id <= ${applied}::bigint`;
  await tx.execute(sql`
    create temporary table ${held} on commit drop as
    with holders as materialized (
      select o.id from operation o
      where o.workspace_id = ${workspaceId} and o.id > ${applied}::bigint and o.undone = false
    ),
    candidates as materialized (
      select distinct on (h.end_user_id, v.key) h.end_user_id, v.key, v.value, h.operation_id as held_by
      from change c
      join change h on h.workspace_id = c.workspace_id and h.end_user_id = c.end_user_id and ${isEdit('h')}
      cross join lateral jsonb_each(${flatValues('h', 'after')}) v
      where c.workspace_id = ${workspaceId} and c.operation_id = ${applied}::bigint and ${isEdit('c')}
        and h.operation_id in (select id from holders) and h.operation_id < ${operationId}::bigint
        and ${flatValues('c', 'after')} ? v.key
        and exists (select from end_user e where e.workspace_id = ${workspaceId} and e.id = c.end_user_id)
      order by h.end_user_id, v.key, h.operation_id desc
    ),
    below as (
      select c.end_user_id, ${derivedValues(without)} as values
      from ${countedChanges(workspaceId)}
      where ${isEdit('c')} and c.operation_id <= ${applied}::bigint
        and c.end_user_id in (select end_user_id from candidates)
      group by c.end_user_id
    )
    select k.end_user_id, k.key, k.held_by from candidates k join below b using (end_user_id)
    where nullif(b.values -> k.key, 'null') is distinct from nullif(k.value, 'null')
    union all
    select e.id, null, (
        select max(c.operation_id) from change c
        where c.workspace_id = ${workspaceId} and c.end_user_id = e.id and c.operation_id in (select id from holders))
    from end_user e
    where ${isUndo} and e.workspace_id = ${workspaceId} and e.created_in = ${applied}::bigint`);
}

type Row = {
  readonly id: number;
  readonly name: string;
  readonly key: string | null;
  readonly now: string | null;
  readonly by: string | null;
  readonly importId: number | null;
};

async function firstItems(tx: Transaction, workspaceId: string): Promise<KeptItem[]> {
  const order = sql`array[${sql.join(
    fields.map((field) => sql`${field}`),
    sql`, `,
  )}]::text[]`;
  const rows = await tx.execute<Row>(sql`
    select e.id::float8 as id, coalesce(e.name, e.email, '') as name, h.key, o.by, o.import_id::float8 as "importId",
      left(case when starts_with(h.key, ${keyPrefix})
        then e.custom_fields ->> substr(h.key, ${sql.raw(String(keyPrefix.length + 1))})
        when h.key = 'organization_id' then ${organizationLabel(workspaceId, sql`e.organization_id`)}
        else to_jsonb(e) ->> h.key end, ${maxLength}) as now
    from ${held} h
    join end_user e on e.workspace_id = ${workspaceId} and e.id = h.end_user_id
    left join operation o on o.workspace_id = ${workspaceId} and o.id = h.held_by
    order by h.end_user_id, h.key is not null, array_position(${order}, h.key), h.key limit ${maxItems}`);
  return rows.map(({ id, name, key, now, by, importId }) => ({
    endUserId: id,
    endUser: name,
    ...cellOf(key),
    now,
    changedBy: by,
    importId,
  }));
}

function cellOf(key: string | null): Pick<KeptItem, 'field' | 'key'> {
  if (key === null) return { field: null };
  if (key.startsWith(keyPrefix)) return { field: 'custom_fields', key: key.slice(keyPrefix.length) };
  return { field: key as Field };
}
