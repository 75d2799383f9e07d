// SQL for the changed cells of the history, and for their pages. Each key of the custom fields is a cell.
import { type SQL, sql } from 'drizzle-orm';
import { type ChangedCell, changesPerPage, type Page } from '../model/cell-change.ts';
import { type Field, fields } from '../model/columns.ts';
import { flatValues, keyPrefix } from './custom-fields.ts';

/** A lateral subquery for the changed cells of `c`: none if the end user was removed or brought back as a whole. */
export const changedCells = sql`lateral (
  select k.key, b.before -> k.key as was, a.after -> k.key as became
  from (select ${flatValues('c', 'before')} as before offset 0) b, (select ${flatValues('c', 'after')} as after offset 0) a,
    lateral (select jsonb_object_keys(b.before || a.after) as key) k
  where c.before is not null and c.after is not null
)`;

/** In the order of the columns; keys of the custom fields by their names. */
export const cellOrder = sql`array_position(array[${sql.join(
  fields.map((field) => sql`${field}`),
  sql`, `,
)}]::text[], case when starts_with(v.key, ${keyPrefix}) then 'custom_fields' else v.key end), v.key collate "C"`;

export const pageOf = (page: number): SQL =>
  sql`limit ${changesPerPage + 1} offset ${Math.trunc(page) * changesPerPage}::bigint`;

export function toPage<Item>(found: readonly Item[], page: number): Page<Item> {
  return { items: found.slice(0, changesPerPage), page, hasOlder: found.length > changesPerPage };
}

export type CellRow = { key: string | null; was: string | null; became: string | null; line: number | null };

export function toCell({ key, was, became }: CellRow): ChangedCell | null {
  if (key === null) return null;
  const values = { from: was, to: became };
  return key.startsWith(keyPrefix)
    ? { field: 'custom_fields', key: key.slice(keyPrefix.length), ...values }
    : { field: key as Field, ...values };
}
