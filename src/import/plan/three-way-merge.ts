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
import type { Field } from '../../model/columns.ts';
import {
  damageable,
  isTextField,
  jsonValue,
  maskHas,
  maskOf,
  sqlTypeOf,
  uploadedValue,
} from '../stage/cells.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser } from './staged-rows.ts';

/** Both empty, or the same value. A text may differ in its line ends, which every spreadsheet writes in its own way. */
function isSame(field: Field, other: SQL): SQL {
  // As text, for it may be a number that a spreadsheet wrote with an exponent; others are written in one way only.
  if (sqlTypeOf(field) === 'bigint') {
    return sql`nullif(${sql.raw(`s.${field}`)}, '') is not distinct from (${other})::text`;
  }
  const exactly = sql`${uploadedValue(field)} is not distinct from ${other}`;
  if (!isTextField(field)) return exactly;
  return sql`(${exactly} or ${withoutReturns(sql.raw(`s.${field}`))} is not distinct from ${withoutReturns(other)})`;
}

const withoutReturns = (text: SQL): SQL => sql`replace(${text}, E'\r\n', E'\n')`;

/** In file and here, different from each other; cells that the file or its row doesn't have are no cells. */
const differing = maskOf(
  (field) => sql`s.${sql.raw(field)} is not null and not ${isSame(field, sql.raw(`e.${field}`))}`,
);

const untouched = maskOf(
  (field) => sql`b.fields ? ${sql.raw(`'${field}'`)} and ${isSame(field, jsonValue('b.fields', field))}`,
);

const empty = maskOf((field) => sql.raw(`s.${field} = ''`));

/** What the cell was when the member began, as text. */
export const baseText = (field: string): SQL =>
  sql.raw(`case when b.fields ? '${field}' then b.fields ->> '${field}' else e.${field}::text end`);

const damaged = maskOf(
  (field) =>
    sql`${maskHas('m.edited', field)} and spreadsheet_damage(${baseText(field)}, s.${sql.raw(field)}) is not null`,
  damageable,
);

const changedHere = maskOf(
  (field) =>
    sql`b.fields ? ${sql.raw(`'${field}'`)} and ${jsonValue('b.fields', field)} is distinct from e.${sql.raw(field)}`,
);

/** The next step: "offset 0" keeps Postgres from writing a step out, and so doing it, wherever its result is used. */
const step = (before: SQL, masks: SQL): SQL => sql`select ${masks} from (${before} offset 0) m`;

/**
 * A row of masks: `changed`, `emptied`, `conflicts`, `damaged`. Each step looks at what the one before it left over,
 * which is little. Of a new row nothing but `changed` is set.
 *
 * @param filled the mask of cells that a new row fills
 */
export function threeWayMerge({ choices, snapshot }: PlanRules, filled: SQL): SQL {
  const kept = choices.conflicts === 'keep' ? sql`m.conflicts` : sql`0`;
  // What a member emptied is told by what the export said: of a row that was added to it, an empty cell says nothing.
  const meant = snapshot === null ? sql`true` : sql`e.id = ${namedEndUser}`;
  let masks = sql`select case when e.id is null then 0 else ${differing} end as differing`;
  masks = step(
    masks,
    sql`case when b.fields is null or m.differing = 0 then m.differing
             else m.differing & ~(${untouched}) end as touched`,
  );
  masks = step(
    masks,
    sql`m.touched, case when m.touched = 0 then 0 else m.touched & (${empty}) end as empty`,
  );
  masks = step(
    masks,
    sql`case when ${choices.emptyCells === 'clear' ? meant : sql`false`} then m.touched
             else m.touched & ~m.empty end as edited,
        case when ${meant} then m.empty else 0 end as emptied`,
  );
  masks = step(masks, sql`m.edited, m.emptied, case when m.edited = 0 then 0 else ${damaged} end as damaged`);
  masks = step(
    masks,
    sql`m.edited & ~m.damaged as edited, m.emptied, m.damaged,
        case when b.fields is null or m.edited & ~m.damaged = 0 then 0
             else m.edited & ~m.damaged & (${changedHere}) end as conflicts`,
  );
  masks = step(
    masks,
    sql`case when e.id is null then ${filled} else m.edited & ~${kept} end as changed,
        m.emptied, m.conflicts, m.damaged`,
  );
  return sql`${masks} offset 0`;
}
