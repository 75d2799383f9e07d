// The three-way merge, cell by cell: the file, what an export said (its base), and what is here now.
//
//   file = here                 nothing to do
//   file = base                 the member didn't touch it: what is here stays, however new
//   file ≠ base, looks damaged  by a spreadsheet: what is here stays, and the plan says so
//   file ≠ base, here = base    the member's edit: written
//   all three differ            a conflict: the member chooses
//
// Without a base what is here counts as the base.
import { type SQL, sql } from 'drizzle-orm';
import { fields } from '../model/columns.ts';
import type { Choices } from '../model/import.ts';
import { bits, has, isText, uploadedValue, valueIn } from './cells.ts';

/** In file and here, different from each other; cells that the file or its row doesn't have are no cells. */
const differing = bits(
  (field) =>
    sql`s.${sql.raw(field)} is not null and ${uploadedValue(field)} is distinct from e.${sql.raw(field)}`,
);

const untouched = bits(
  (field) =>
    sql`b.fields ? ${sql.raw(`'${field}'`)} and ${uploadedValue(field)} is not distinct from ${valueIn('b.fields', field)}`,
);

const empty = bits((field) => sql.raw(`s.${field} = ''`));

/** What the cell was when the member began, as text. */
export const baseText = (field: string): SQL =>
  sql.raw(`case when b.fields ? '${field}' then b.fields ->> '${field}' else e.${field}::text end`);

const damaged = bits(
  (field) =>
    sql`${has('t.edited', field)} and spreadsheet_damage(${baseText(field)}, s.${sql.raw(field)}) is not null`,
  fields.filter(isText),
);

const changedHere = bits(
  (field) =>
    sql`b.fields ? ${sql.raw(`'${field}'`)} and ${valueIn('b.fields', field)} is distinct from e.${sql.raw(field)}`,
);

/**
 * A row of masks: `changed`, `emptied`, `conflicts`, `damaged`. Each step looks at what the one before it left over,
 * which is little; "offset 0" keeps Postgres from writing a step out, and so doing it, wherever its result is used.
 *
 * @param filled the mask of cells that a new row fills
 */
export function mergedCells(choices: Choices, filled: SQL): SQL {
  const kept = choices.emptyCells === 'keep' ? sql.raw('t.emptied') : sql.raw('0');
  const conflictsKept = choices.conflicts === 'keep' ? sql.raw('m.conflicts') : sql.raw('0');
  return sql`
      select case when e.id is null then m.edited else m.edited & ~m.damaged & ~${conflictsKept} end as changed,
             m.emptied, m.conflicts, m.damaged
      from (
        select k.edited, k.emptied, k.damaged,
               case when e.id is null or b.fields is null or k.edited & ~k.damaged = 0 then 0
                    else k.edited & ~k.damaged & (${changedHere}) end as conflicts
        from (
          select t.edited, t.emptied,
                 case when e.id is null or t.edited = 0 then 0 else ${damaged} end as damaged
          from (
            select case when e.id is null then t.touched else t.touched & ~${kept} end as edited, t.emptied
            from (
              select i.touched, case when e.id is null or i.touched = 0 then 0 else i.touched & (${empty}) end as emptied
              from (
                select case when e.id is null then ${filled}
                            when b.fields is null or f.differing = 0 then f.differing
                            else f.differing & ~(${untouched}) end as touched
                from (select case when e.id is null then 0 else ${differing} end as differing offset 0) f
                offset 0
              ) i
              offset 0
            ) t
            offset 0
          ) t
          offset 0
        ) k
        offset 0
      ) m
      offset 0`;
}
