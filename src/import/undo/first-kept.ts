// Finds the first cells and end users that an undo leaves unchanged, and who changed them in the meantime.
import { sql } from 'drizzle-orm';
import { flatValues, keyPrefix } from '../../db/custom-fields.ts';
import type { Transaction } from '../../db/transaction.ts';
import { fields } from '../../model/columns.ts';
import type { KeptItem } from '../../model/undo.ts';
import { bitOf } from '../stage/masks.ts';
import { type UndoRequest, undoneCreations, undoneUpdates } from './undo-targets.ts';

const maxItems = 5;

/** In characters. Longer values are cut, since messages show no more. */
const maxLength = 300;

type Row = {
  readonly id: number;
  readonly name: string;
  readonly mask: number;
  /** The keys of the custom fields that are kept, with their current values. */
  readonly keys: Readonly<Record<string, string | null>>;
  /** Whether the end user as a whole is kept, rather than only the cells in `mask`. */
  readonly whole: boolean;
  readonly values: Readonly<Record<string, string | null>>;
  /** By field, and by key of the custom fields (see `flatValues`), who changed it last. */
  readonly by: Readonly<Record<string, string>>;
};

export async function findFirstKept(
  tx: Transaction,
  { workspaceId, operationId }: UndoRequest,
): Promise<KeptItem[]> {
  // For each field, the last change since the operation decides who is named.
  const rows = await tx.execute<Row>(sql`
    select e.id::float8 as id, coalesce(e.name, e.email, '') as name, k.mask, k.whole, coalesce((
        select jsonb_object_agg(v.key, left(v.value, ${maxLength})) from (
          select key, value from jsonb_each_text(k.keys) order by key limit ${maxItems}) v), '{}') as keys, (
        select jsonb_object_agg(key, left(value, ${maxLength})) from jsonb_each_text(to_jsonb(e))
      ) as values, coalesce((
      select jsonb_object_agg(key, by) from (
        select distinct on (v.key) v.key, o.by
        from change c
        join operation o on o.workspace_id = c.workspace_id and o.id = c.operation_id
        cross join lateral jsonb_object_keys(${flatValues('c', 'after')}) as v(key)
        where c.workspace_id = e.workspace_id and c.end_user_id = e.id and c.operation_id > ${operationId}
        order by v.key, c.operation_id desc
      ) last_changes), '{}') as by
    from (
      select end_user_id, kept as mask, custom -> 'kept' as keys, false as whole from ${undoneUpdates} where kept <> 0
      union all
      select end_user_id, edited, null, true from ${undoneCreations} where edited <> 0
      order by end_user_id limit ${maxItems}
    ) k
    join end_user e on e.workspace_id = ${workspaceId} and e.id = k.end_user_id
    order by e.id`);
  return rows.flatMap(toKeptItems).slice(0, maxItems);
}

function toKeptItems({ id, name, mask, whole, keys, values, by }: Row): KeptItem[] {
  const endUser = { endUserId: id, endUser: name };
  const changed = fields.filter((field) => mask & bitOf(field));
  if (whole) {
    const first = changed.filter((field) => field !== 'custom_fields')[0];
    const changedBy = first ? by[first] : Object.entries(by).find(([key]) => key.startsWith(keyPrefix))?.[1];
    return [{ ...endUser, field: null, now: null, changedBy: changedBy ?? null }];
  }
  return changed.flatMap((field): KeptItem[] =>
    field === 'custom_fields'
      ? Object.entries(keys).map(([key, now]) => ({
          ...endUser,
          field,
          key,
          now,
          changedBy: by[keyPrefix + key] ?? null,
        }))
      : [{ ...endUser, field, now: values[field] ?? null, changedBy: by[field] ?? null }],
  );
}
