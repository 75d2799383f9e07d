// SQL for the three-way merge, cell by cell: of the file, the merge base (what the export contained), and the current value.
//
//   file = current               nothing to do
//   file = base                  not edited in the file: the current value stays, however new
//   file ≠ base, damaged         by a spreadsheet, or not a value: the current value stays, and the plan says so
//   file ≠ base, current = base  edited in the file: written
//   all three differ             a conflict: the member chooses
//   file = an older value        the member chooses, see older-values.ts
//
// Without a merge base, the current value is the base. Custom fields are merged in the same way, but key by key.
import { type SQL, sql } from 'drizzle-orm';
import { sqlTypeOf } from '../../db/field-types.ts';
import { columnFields, type Field } from '../../model/columns.ts';
import {
  damageableFields,
  isTextField,
  jsonValue,
  markOf,
  mergedFields,
  plainColumnFields,
  stagedColumn,
  uploadedValue,
} from '../stage/cells.ts';
import { damageOfNewKeys } from '../stage/custom-fields-cell.ts';
import { archivedBit, bitOf, customBit, maskHas, maskOf } from '../stage/masks.ts';
import { mergeKeys } from './merge-keys.ts';
import { olderValues } from './older-values.ts';
import { canEmptyCells, type PlanRules, presentFields } from './rules.ts';
import { namedEndUser } from './staged-rows.ts';

/**
 * Whether the staged cell and `other` are both empty or the same value. Texts may differ in their line ends, since each
 * spreadsheet writes its own, in the whitespace around them, and in their Unicode form. A cell is also the same when its
 * text in the file is the other value, although it was read as another one: what was exported must come back unchanged.
 */
function isSame(field: Field, other: SQL): SQL {
  if (field === 'organization_id') return sql`${uploadedValue(field)} is not distinct from ${other}`;
  // Compared as text, since a spreadsheet may have written the number with an exponent. All other numbers are canonical.
  if (sqlTypeOf(field) === 'bigint') {
    return sql`nullif(${sql.raw(`s.${field}`)}, '') is not distinct from (${other})::text`;
  }
  const exactly = sql`${uploadedValue(field)} is not distinct from ${other}`;
  if (!isTextField(field)) return exactly;
  return sql`(${exactly} or is_same_text(${sql.raw(`s.${field}`)}, ${other})
    or (s.marks is not null and ${markOf(field, 'text')} = ${other}) is true)`;
}

/** Cells whose value in the file differs from the current one. Absent cells don't count, and neither does half a name. */
const differing = (rules: PlanRules): SQL =>
  maskOf((field) => {
    const cell = stagedColumn(field);
    const differs = sql`${cell} is not null and not ${isSame(field, sql.raw(`e.${field}`))}`;
    if (field === 'name') return sql`${differs} and s.partial_name is null`;
    // The email that tells who a row means says nothing else: systems write it in their own case.
    if (field === 'email' && rules.matchBy === 'email')
      return sql`${differs} and (matched.end_user_id is null or ${cell} = '')`;
    return differs;
  }, presentFields(rules));

const untouched = (rules: PlanRules): SQL =>
  maskOf(
    (field) => sql`b.fields ? ${sql.raw(`'${field}'`)} and ${isSame(field, jsonValue('b.fields', field))}`,
    presentFields(rules, mergedFields),
  );

/** The cells to be emptied whatever the choice about empty cells is. */
const cleared = sql.raw('coalesce(s.cleared, 0)');

/** A blank customer_id says nothing. */
const empty = (rules: PlanRules): SQL =>
  sql`(${maskOf((field) => sql.raw(`s.${field} = ''`), presentFields(rules, plainColumnFields))}) & ~${cleared}`;

/** The fields without a current value. Whether someone is archived, and where they belong, always has one. */
const unset = (rules: PlanRules): SQL =>
  maskOf((field) => sql.raw(`e.${field} is null`), presentFields(rules, mergedFields));

/** The base value of a cell, as text: what the cell contained when the member started to edit. */
export const baseText = (field: string): SQL =>
  sql.raw(`case when b.fields ? '${field}' then b.fields ->> '${field}' else e.${field}::text end`);

/** The cells that are not values. */
export const notValues = sql.raw('coalesce(s.damaged, 0)');

/** The same of an existing end user: of an object, each key is judged by itself. */
const notValuesOfExisting = sql.raw(
  `(coalesce(s.damaged, 0) & ~case when s.custom_fields is null then 0 else ${bitOf('custom_fields')} end)`,
);

/** Those of them that don't even have the form of a value, so that they were staged as absent. */
const unreadable = sql`case when s.damaged is null then 0 else s.damaged & (${maskOf((field) => sql.raw(`s.${field} is null`), columnFields)}) end`;

/** What `spreadsheet_damage` looks at first, without the call of a function that most edits would cost. */
const canBeDamaged = (was: SQL, now: SQL): SQL => sql`(octet_length(${was}) > length(${was})
  or ${now} ~ '[0-9]' and ${was} ~ '[0-9]' or length(${now}) <= 10 and upper(${now}) = ${now})`;

const damaged = (rules: PlanRules): SQL =>
  maskOf(
    (field) =>
      sql`${maskHas('m.edited', field)} and ${canBeDamaged(baseText(field), sql.raw(`s.${field}`))}
        and spreadsheet_damage(${baseText(field)}, s.${sql.raw(field)}) is not null`,
    presentFields(rules, damageableFields),
  );

const changedSince = (rules: PlanRules): SQL =>
  maskOf(
    (field) =>
      sql`b.fields ? ${sql.raw(`'${field}'`)} and ${jsonValue('b.fields', field)} is distinct from e.${sql.raw(field)}`,
    presentFields(rules, mergedFields),
  );

/** The bit of the custom fields if some of their keys have this entry. */
const bitOfKeys = (entry: string): SQL =>
  sql`case when m.custom ? ${sql.raw(`'${entry}'`)} then ${customBit} else 0 end`;

/** Adds a step. "offset 0" keeps Postgres from inlining the previous step, which would compute it once for each use. */
const addStep = (previous: SQL, masks: SQL): SQL => sql`select ${masks} from (${previous} offset 0) m`;

/**
 * A query for one row of masks: `changed`, `emptied`, `conflicts`, `older`, `stale` (hold the base value, and others have
 * changed the current one since), `damaged`; and `custom`, what happens to the keys of the
 * custom fields (see `mergeKeys`), null if nothing does. Each step looks only at the cells that the previous step left,
 * which are few. A new row skips the steps: only `changed` and `damaged` are set, and `damaged` in `custom`.
 *
 * @param filled the mask of the cells that are filled with values
 */
export function threeWayMerge(rules: PlanRules, filled: SQL): SQL {
  const { choices } = rules;
  const keptConflicts = choices.conflicts === 'keep' ? sql`m.conflicts` : sql`0`;
  const keptOlder = choices.olderValues === 'use file' ? sql`0` : sql`m.older`;
  const canEmpty = canEmptyCells(rules, sql`e.id = ${namedEndUser}`);
  const differs = rules.instructions?.fillsEmpty
    ? sql`(${differing(rules)}) & ((${unset(rules)}) | ${customBit})`
    : differing(rules);
  let masks = sql`select ${differs} as differing where e.id is not null`;
  // A subquery in a case runs only for the rows whose custom fields differ.
  masks = addStep(
    masks,
    sql`m.differing & ~(${customBit} & ~${notValuesOfExisting}) as differing,
        case when ${maskHas('m.differing', 'custom_fields')} and s.custom_fields is not null then ${mergeKeys(rules)} end as custom`,
  );
  masks = addStep(
    masks,
    sql`m.custom, m.differing, case when b.fields is null or m.differing = 0 then m.differing
             else m.differing & ~(${untouched(rules)}) end as touched`,
  );
  masks = addStep(
    masks,
    sql`m.custom, m.differing & ~m.touched as stale, m.touched, case when m.touched = 0 then 0 else m.touched & (${empty(rules)}) end as empty`,
  );
  masks = addStep(
    masks,
    sql`m.custom, m.stale, case when ${choices.emptyCells === 'clear' ? canEmpty : sql`false`} then m.touched
             else m.touched & ~m.empty end as edited,
        case when ${canEmpty} then m.empty else 0 end as emptied`,
  );
  masks = addStep(
    masks,
    sql`m.custom, m.stale, m.edited, m.emptied,
        case when m.edited = 0 then 0 else (m.edited & ${notValuesOfExisting}) | (${damaged(rules)}) end | ${unreadable} as damaged`,
  );
  masks = addStep(
    masks,
    sql`m.custom, m.stale, m.edited & ~m.damaged as edited, m.emptied, m.damaged,
        case when b.fields is null or m.edited & ~m.damaged = 0 then 0
             else m.edited & ~m.damaged & (${changedSince(rules)}) end as conflicts`,
  );
  masks = addStep(
    masks,
    sql`m.custom, m.stale, m.edited, m.emptied, m.damaged, m.conflicts,
        ${olderValues(rules, isSame)} & ~(m.conflicts | m.damaged | ${cleared}) as older`,
  );
  masks = addStep(
    masks,
    sql`((m.edited | m.older) & ~${keptConflicts} & ~${keptOlder}) | ${bitOfKeys('changed')} as changed,
        (m.emptied & ~m.older) | ${bitOfKeys('emptied')} as emptied, m.conflicts | ${bitOfKeys('conflicts')} as conflicts,
        m.older | ${bitOfKeys('older')} as older, m.stale,
        m.damaged | ${bitOfKeys('damaged')} as damaged, m.custom`,
  );
  // Whoever is archived comes back with what the row changes, or because the row looks like them, or means them by what it
  // says, or is one of a roster: then the end user is there.
  const isThere = rules.instructions?.roster
    ? sql`true`
    : sql`(l.end_user_id = e.id or matched.end_user_id = e.id)`;
  masks = addStep(
    masks,
    sql`m.changed | case when e.archived and s.archived is null and (m.changed <> 0 or ${isThere}) then ${archivedBit} else 0 end as changed,
        m.emptied, m.conflicts, m.older, m.stale, m.damaged, m.custom`,
  );
  return sql`${masks} union all ${masksOfNew(filled)}`;
}

/** The same query for rows that are known to be new. */
export const masksOfNew = (filled: SQL): SQL =>
  sql`select ${filled} as changed, 0 as emptied, 0 as conflicts, 0 as older, 0 as stale,
        ${notValues} | ${bitOfKeys('damaged')} as damaged, m.custom
      from (select ${damageOfNewKeys} as custom where e.id is null offset 0) m`;
