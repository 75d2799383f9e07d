// The first things that an undo leaves as they are, and who changed them since.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { fields } from '../../model/columns.ts';
import type { KeptItem } from '../../model/undo.ts';
import { bitOf } from '../stage/cells.ts';
import { type UndoRequest, undoneCreations, undoneUpdates } from './undo-targets.ts';

const shown = 5;

/** Longer values are cut: nobody reads them in a message. */
const longest = 300;

type Row = {
  id: number;
  name: string;
  mask: number;
  /** Whether the end user stays, not only what is in the mask. */
  whole: boolean;
  values: Record<string, string | null>;
  by: Record<string, string>;
};

export async function findFirstKept(
  tx: Transaction,
  { workspaceId, operationId }: UndoRequest,
): Promise<KeptItem[]> {
  // Of each field the last change tells who made it.
  const rows = (await tx.execute(sql`
    select e.id::float8 as id, coalesce(e.name, e.email, '') as name, k.mask, k.whole, (
        select jsonb_object_agg(key, left(value, ${longest})) from jsonb_each_text(to_jsonb(e))
      ) as values, coalesce((
      select jsonb_object_agg(key, by) from (
        select distinct on (v.key) v.key, o.by
        from change c
        join operation o on o.workspace_id = c.workspace_id and o.id = c.operation_id
        cross join lateral jsonb_object_keys(c.after) as v(key)
        where c.workspace_id = e.workspace_id and c.end_user_id = e.id and c.operation_id > ${operationId}
        order by v.key, c.operation_id desc
      ) last_changes), '{}') as by
    from (
      select end_user_id, kept as mask, false as whole from ${undoneUpdates} where kept <> 0
      union all
      select end_user_id, edited, true from ${undoneCreations} where edited <> 0
      order by end_user_id limit ${shown}
    ) k
    join end_user e on e.workspace_id = ${workspaceId} and e.id = k.end_user_id
    order by e.id`)) as unknown as Row[];
  return rows.flatMap(keptOf).slice(0, shown);
}

function keptOf({ id, name, mask, whole, values, by }: Row): KeptItem[] {
  const of = { endUserId: id, endUser: name };
  const changed = fields.filter((field) => mask & bitOf(field));
  if (whole) return [{ ...of, field: null, now: null, changedBy: by[changed[0] ?? ''] ?? null }];
  return changed.map((field) => ({ ...of, field, now: values[field] ?? null, changedBy: by[field] ?? null }));
}
