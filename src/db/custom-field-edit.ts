// Compares the custom fields that a form was sent with: key by key, with what the form showed and with what is stored.
import { sql } from 'drizzle-orm';
import type { EndUserKey } from '../model/end-user.ts';
import { flatValues, keyPrefix, valueOfKey, withKeys } from './custom-fields.ts';
import { executeOne } from './execute-one.ts';
import { history } from './history.ts';
import type { Transaction } from './transaction.ts';

export type CustomFieldEdit = {
  /** The keys to write, as a partial object in JSON (see custom-fields.ts); null if nothing is to be written. */
  readonly changed: string | null;
  readonly changedKeys: readonly string[];
  /** Keys that someone else changed since the form was opened, to another value; with that value as text. */
  readonly conflicts: readonly { readonly key: string; readonly now: string | null }[];
  /** Keys that the form showed and that were left out of it: they stay. */
  readonly stayed: readonly string[];
  /** The size of all custom fields after the edit. */
  readonly bytes: number;
};

/**
 * @param seenOperationId the last operation whose changes the form showed
 * @param typed a JSON object; `''` empties every key that the form showed
 */
export function compareCustomFields(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  seenOperationId: number,
  typed: string,
): Promise<CustomFieldEdit> {
  const object = sql`coalesce(nullif(${typed}::text, ''), '{}')::jsonb`;
  const key = sql.raw('k.key');
  return executeOne<CustomFieldEdit>(
    tx,
    sql`
    with stored as (
      select coalesce(custom_fields, '{}') as fields, ${object} as typed
      from end_user where workspace_id = ${workspaceId} and id = ${endUserId}::bigint
    ),
    changed_since as (
      -- The first change after the operation holds the value from before the change.
      select distinct on (v.key) substr(v.key, ${keyPrefix.length + 1}::integer) as key, nullif(v.value, 'null') as was
      from ${history} c cross join lateral jsonb_each(${flatValues('c', 'before')}) v
      where c.workspace_id = ${workspaceId} and c.end_user_id = ${endUserId}::bigint
        and c.operation_id > ${seenOperationId}::bigint and starts_with(v.key, ${keyPrefix})
      order by v.key, c.operation_id
    ),
    compared as (
      select k.key, s.typed ? k.key as is_typed, ${valueOfKey(sql.raw('s.typed'), key)} as typed,
        ${valueOfKey(sql.raw('s.fields'), key)} as here,
        case when c.key is null then ${valueOfKey(sql.raw('s.fields'), key)} else c.was end as was
      from stored s
      cross join lateral (
        select jsonb_object_keys(s.fields || s.typed) as key union select key from changed_since
      ) k
      left join changed_since c on c.key = k.key
    ),
    edited as (
      select * from compared
      where (is_typed or ${typed === ''}) and typed is distinct from here and typed is distinct from was
    ),
    changed as (
      select jsonb_object_agg(key, typed) as object from edited where was is not distinct from here
    )
    select changed.object::text as changed,
      array(select key from edited where was is not distinct from here order by key) as "changedKeys",
      coalesce((select jsonb_agg(jsonb_build_object('key', key, 'now', here #>> '{}') order by key)
        from edited where was is distinct from here), '[]') as conflicts,
      array(select key from compared where ${typed !== ''} and not is_typed and was is not null and here is not null
        order by key) as stayed,
      coalesce(octet_length(${withKeys(sql.raw('stored.fields'), sql.raw('changed.object'))}::text), 0) as bytes
    from stored, changed`,
  );
}
