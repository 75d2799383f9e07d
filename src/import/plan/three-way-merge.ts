// SQL for the three-way merge, cell by cell: of the file, the merge base (what the export contained), and the current value.
//
//   file = current               nothing to do
//   file = base                  not edited in the file: the current value stays, however new
//   file ≠ base, looks damaged   by a spreadsheet: the current value stays, and the plan says so
//   file ≠ base, current = base  edited in the file: written
//   all three differ             a conflict: the member chooses
//
// Without a merge base, the current value is the base.
import { type SQL, sql } from 'drizzle-orm';
import type { Field } from '../../model/columns.ts';
import { damageableFields, isTextField, jsonValue, sqlTypeOf, uploadedValue } from '../stage/cells.ts';
import { maskHas, maskOf } from '../stage/masks.ts';
import type { PlanRules } from './rules.ts';
import { namedEndUser } from './staged-rows.ts';

/**
 * Whether the staged cell and `other` are both empty or the same value. Texts may differ in their line ends, since each
 * spreadsheet writes its own.
 */
function isSame(field: Field, other: SQL): SQL {
  // Compared as text, since a spreadsheet may have written the number with an exponent. All other numbers are canonical.
  if (sqlTypeOf(field) === 'bigint') {
    return sql`nullif(${sql.raw(`s.${field}`)}, '') is not distinct from (${other})::text`;
  }
  const exactly = sql`${uploadedValue(field)} is not distinct from ${other}`;
  if (!isTextField(field)) return exactly;
  return sql`(${exactly} or ${toLf(sql.raw(`s.${field}`))} is not distinct from ${toLf(other)})`;
}

const toLf = (text: SQL): SQL => sql`replace(${text}, E'\r\n', E'\n')`;

/** Cells whose value in the file differs from the current one. Absent cells don't count, and neither does half a name. */
const differing = maskOf(
  (field) =>
    sql`s.${sql.raw(field)} is not null and not ${isSame(field, sql.raw(`e.${field}`))}
      ${field === 'name' ? sql`and s.partial_name is null` : sql``}`,
);

const untouched = maskOf(
  (field) => sql`b.fields ? ${sql.raw(`'${field}'`)} and ${isSame(field, jsonValue('b.fields', field))}`,
);

const empty = maskOf((field) => sql.raw(`s.${field} = ''`));

/** The base value of a cell, as text: what the cell contained when the member started to edit. */
export const baseText = (field: string): SQL =>
  sql.raw(`case when b.fields ? '${field}' then b.fields ->> '${field}' else e.${field}::text end`);

const damaged = maskOf(
  (field) =>
    sql`${maskHas('m.edited', field)} and spreadsheet_damage(${baseText(field)}, s.${sql.raw(field)}) is not null`,
  damageableFields,
);

const changedSince = maskOf(
  (field) =>
    sql`b.fields ? ${sql.raw(`'${field}'`)} and ${jsonValue('b.fields', field)} is distinct from e.${sql.raw(field)}`,
);

/** Adds a step. "offset 0" keeps Postgres from inlining the previous step, which would compute it once for each use. */
const addStep = (previous: SQL, masks: SQL): SQL => sql`select ${masks} from (${previous} offset 0) m`;

/**
 * A query for one row of masks: `changed`, `emptied`, `conflicts`, `damaged`. Each step looks only at the cells that the
 * previous step left, which are few. For a new row, only `changed` is set.
 *
 * @param filled the mask of the cells that are not empty
 */
export function threeWayMerge({ choices, snapshot }: PlanRules, filled: SQL): SQL {
  const keptConflicts = choices.conflicts === 'keep' ? sql`m.conflicts` : sql`0`;
  // In a file made from an export, an empty cell says something only in a row that the export contained: there, the
  // member emptied it.
  const canEmpty = snapshot === null ? sql`true` : sql`e.id = ${namedEndUser}`;
  let masks = sql`select case when e.id is null then 0 else ${differing} end as differing`;
  masks = addStep(
    masks,
    sql`case when b.fields is null or m.differing = 0 then m.differing
             else m.differing & ~(${untouched}) end as touched`,
  );
  masks = addStep(
    masks,
    sql`m.touched, case when m.touched = 0 then 0 else m.touched & (${empty}) end as empty`,
  );
  masks = addStep(
    masks,
    sql`case when ${choices.emptyCells === 'clear' ? canEmpty : sql`false`} then m.touched
             else m.touched & ~m.empty end as edited,
        case when ${canEmpty} then m.empty else 0 end as emptied`,
  );
  masks = addStep(
    masks,
    sql`m.edited, m.emptied, case when m.edited = 0 then 0 else ${damaged} end as damaged`,
  );
  masks = addStep(
    masks,
    sql`m.edited & ~m.damaged as edited, m.emptied, m.damaged,
        case when b.fields is null or m.edited & ~m.damaged = 0 then 0
             else m.edited & ~m.damaged & (${changedSince}) end as conflicts`,
  );
  masks = addStep(
    masks,
    sql`case when e.id is null then ${filled} else m.edited & ~${keptConflicts} end as changed,
        m.emptied, m.conflicts, m.damaged`,
  );
  return sql`${masks} offset 0`;
}
