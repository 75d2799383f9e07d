// Store of the history of one end user.
import { sql } from 'drizzle-orm';
import { fields } from '../model/columns.ts';
import type { EndUserKey, FieldValues, HistoryEntry } from '../model/end-user.ts';
import type { OperationKind } from '../model/operation-kind.ts';
import { flatValues, keyPrefix } from './custom-fields.ts';
import type { Transaction } from './transaction.ts';

/** The values that the fields changed since an operation had right after the operation. Without the custom fields. */
export async function findValuesAt(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  operationId: number,
): Promise<Partial<FieldValues>> {
  // The first change after the operation holds the value from before the change.
  const rows = await tx.execute<{ key: string; value: string | null }>(sql`
    select distinct on (v.key) v.key, v.value #>> '{}' as value
    from change c cross join lateral jsonb_each(c.before - 'custom_fields') v
    where c.workspace_id = ${workspaceId} and c.end_user_id = ${endUserId}::bigint
      and c.operation_id > ${operationId}::bigint
    order by v.key, c.operation_id`);
  return Object.fromEntries(
    rows.filter(({ key }) => isField(key)).map(({ key, value }) => [key, value] as const),
  );
}

const isField = (key: string): boolean => fields.some((field) => field === key);

const isKey = (key: string): boolean => key.startsWith(keyPrefix);

type HistoryRow = {
  did: HistoryEntry['did'];
  keys: string[];
  by: string;
  at: string;
  kind: OperationKind;
  import_id: number | null;
  undo_depth: number | null;
};

/** The history of an end user, newest entry first, at most `limit` entries. */
export async function findHistory(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  limit: number,
): Promise<HistoryEntry[]> {
  // An undo of an undo is a redo: the length of the chain of undos tells them apart.
  const rows = await tx.execute<HistoryRow>(sql`
    with done as (
      select c.operation_id, case when c.before is null then 'brought back' when c.after is null then 'removed'
          else 'changed' end as did,
        case when c.before is null or c.after is null then '{}'::text[] else array(select jsonb_object_keys(${flatValues('c', 'after')})) end as keys
      from change c
      where c.workspace_id = ${workspaceId} and c.end_user_id = ${endUserId}::bigint
      union all
      select e.created_in, 'created', '{}'::text[] from end_user e
      where e.workspace_id = ${workspaceId} and e.id = ${endUserId}::bigint and e.created_in is not null
      order by 1 desc limit ${limit}
    )
    select d.did, d.keys, o.by, o.at, o.kind, o.import_id::float8 as import_id, (
        with recursive undone as (
          select o.undoes as id, 1 as depth
          union all
          select p.undoes, u.depth + 1 from undone u
          join operation p on p.workspace_id = ${workspaceId} and p.id = u.id where p.undoes is not null
        )
        select max(depth) from undone) as undo_depth
    from done d join operation o on o.workspace_id = ${workspaceId} and o.id = d.operation_id
    order by d.operation_id desc`);
  return rows.map(({ did, keys, by, at, kind, import_id, undo_depth }) => ({
    did,
    fields: fields.filter((field) => (field === 'custom_fields' ? keys.some(isKey) : keys.includes(field))),
    keys: keys
      .filter(isKey)
      .map((key) => key.slice(keyPrefix.length))
      .sort(),
    by,
    at: new Date(at),
    through: kind === 'undo' && (undo_depth ?? 1) % 2 === 0 ? 'redo' : kind,
    importId: import_id,
  }));
}
