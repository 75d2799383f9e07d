// The first things that an undo leaves as they are, and who changed them since.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import { fields } from '../model/columns.ts';
import type { Kept } from '../model/import.ts';
import { bitOf } from './cells.ts';
import { type UndoRequest, undoneCreations, undoneUpdates } from './undo-targets.ts';

const shown = 5;

type Row = {
  id: number;
  name: string;
  mask: number | null;
  fields: Record<string, unknown>;
  by: Record<string, string>;
};

export async function firstKept(tx: Transaction, { workspaceId, operationId }: UndoRequest): Promise<Kept[]> {
  // Of each field the last change tells who made it.
  const rows = (await tx.execute(sql`
    select e.id::float8 as id, coalesce(e.name, e.email, '') as name, k.mask, to_jsonb(e) as fields, coalesce((
      select jsonb_object_agg(key, by) from (
        select distinct on (v.key) v.key, o.by
        from change c
        join operation o on o.workspace_id = c.workspace_id and o.id = c.operation_id
        cross join lateral jsonb_object_keys(c.after) as v(key)
        where c.workspace_id = e.workspace_id and c.end_user_id = e.id and c.operation_id > ${operationId}
        order by v.key, c.operation_id desc
      ) last_changes), '{}') as by
    from (
      select end_user_id, kept as mask from ${undoneUpdates} where kept <> 0
      union all
      select end_user_id, null from ${undoneCreations} where edited
      order by end_user_id limit ${shown}
    ) k
    join end_user e on e.workspace_id = ${workspaceId} and e.id = k.end_user_id
    order by e.id`)) as unknown as Row[];
  return rows.flatMap(keptOf).slice(0, shown);
}

function keptOf({ id, name, mask, fields: values, by }: Row): Kept[] {
  const of = { endUserId: id, endUser: name };
  if (mask === null) return [{ ...of, field: null, now: null, changedBy: Object.values(by)[0] ?? null }];
  return fields
    .filter((field) => mask & bitOf(field))
    .map((field) => ({ ...of, field, now: textOf(values[field]), changedBy: by[field] ?? null }));
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 300);
}
