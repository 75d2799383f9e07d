// Store of the history of changes, as far as it is about one end user.
import { sql } from 'drizzle-orm';
import { type Field, fields } from '../model/columns.ts';
import type { EndUserKey, FieldValues, HistoryEntry } from '../model/end-user.ts';
import type { Transaction } from './transaction.ts';

/** The values from when `seen` was the last operation, of the fields that were changed since. */
export async function findValuesAt(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  seen: number,
): Promise<Partial<FieldValues>> {
  // The first change knows what was there before it.
  const rows = await tx.execute(sql`
    select distinct on (v.key) v.key, v.value #>> '{}' as value
    from change c cross join lateral jsonb_each(c.before) v
    where c.workspace_id = ${workspaceId} and c.end_user_id = ${endUserId}::bigint
      and c.operation_id > ${seen}::bigint
    order by v.key, c.operation_id`);
  return Object.fromEntries(
    rows
      .filter(({ key }) => fields.includes(key as Field))
      .map(({ key, value }) => [key as Field, value as string | null]),
  );
}

type Row = {
  did: HistoryEntry['did'];
  keys: string[];
  by: string;
  at: string;
  kind: 'import' | 'undo' | 'hand';
  import_id: number | null;
  undone: number | null;
};

/** What was done to an end user, the newest first. */
export async function findHistory(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  limit: number,
): Promise<HistoryEntry[]> {
  // An undo of an undo does it again: how many are in a row tells which of the two one is.
  const rows = (await tx.execute(sql`
    with done as (
      select c.operation_id, case when c.before is null then 'brought back' when c.after is null then 'removed'
          else 'changed' end as did,
        case when c.before is null or c.after is null then '{}'::text[] else array(select jsonb_object_keys(c.after)) end as keys
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
        select max(depth) from undone) as undone
    from done d join operation o on o.workspace_id = ${workspaceId} and o.id = d.operation_id
    order by d.operation_id desc`)) as unknown as Row[];
  return rows.map(({ did, keys, by, at, kind, import_id, undone }) => ({
    did,
    fields: fields.filter((field) => keys.includes(field)),
    by,
    at: new Date(at),
    through: kind === 'undo' && (undone ?? 1) % 2 === 0 ? 'redo' : kind,
    importId: import_id,
  }));
}
