// SQL for all cells of a plan, one row each: those that would change, those of new end users, and those that keep their
// values, with the reason. A row that is left out because of a problem is one row without a field.
import { type SQL, sql } from 'drizzle-orm';
import { csvCell } from '../../db/csv-cell.ts';
import { organizationLabel } from '../../db/shown-value.ts';
import { type Field, fields } from '../../model/columns.ts';
import { cellNote } from '../plan/notes-on-damage.ts';
import type { PlanRules } from '../plan/rules.ts';
import { plainFields, stagedFields } from '../stage/cells.ts';
import { newCustomFields } from '../stage/custom-fields-cell.ts';
import { bitOf, organizationBit } from '../stage/masks.ts';
import { planTable, rowTable } from '../stage/stage.ts';

const customBit = bitOf('custom_fields');

const masks = ['changed', 'conflicts', 'older', 'damaged', 'emptied', 'unselected_cells'] as const;

/** Where the cell of a new end user comes from; null where it has no value. */
const newCustomText = sql`(${newCustomFields})::text`;

/** What the row says; of a leaver, who has no row, what is done with them. */
const inFile = (field: Field): string =>
  field === 'archived'
    ? "case p.turn when 'archive' then 'true' when 'restore' then 'false' else s.archived end"
    : `nullif(s.${field}, '')`;

const endUserColumns = stagedFields
  .filter((field) => field !== 'custom_fields')
  .map((field) => `e.${field}::text as here_${field}, ${inFile(field)} as file_${field}`)
  .join(', ');

const touchedCells = sql.raw(masks.map((mask) => `coalesce(p.${mask}, 0)`).join(' | '));

/** Both organizations, of the few rows with a cell about them. */
function organizationColumns({ workspaceId }: PlanRules): SQL {
  const named = (id: string): SQL =>
    sql`case when (${touchedCells}) & ${organizationBit} <> 0 then ${organizationLabel(workspaceId, sql.raw(id))} end`;
  return sql`${named('e.organization_id')} as here_organization_id, ${named('s.customer_id')} as file_organization_id`;
}

/** The planned rows that have cells, with the values of the end user (`here_…`) and of the file (`file_…`). */
const rowsWithCells = (rules: PlanRules): SQL => sql`
  select p.line, case when p.problem is null then p.end_user_id else coalesce(p.end_user_id, s.contact_id) end as contact_id, p.end_user_id, p.problem, p.note, p.custom,
         coalesce(e.name, e.email, nullif(s.name, ''), nullif(s.email, '')) as end_user, e.custom_fields,
         ${sql.raw(masks.map((mask) => `coalesce(p.${mask}, 0) as ${mask}`).join(', '))},
         ${touchedCells} as touched,
         case when p.end_user_id is null and (p.changed | coalesce(p.unselected_cells, 0)) & ${sql.raw(String(customBit))} <> 0
           then ${newCustomText} end as new_custom,
         ${sql.raw(endUserColumns)}, ${organizationColumns(rules)}
  from ${planTable(rules.importId)} p
  left join ${rowTable(rules.importId)} s on s.line = p.line
  left join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = p.end_user_id
  where p.problem is not null
     or ${touchedCells} <> 0`;

/** Why the cell is not what the file says; of `p`, the row, and `v`, the cell with its `bit` and its value in the `file`. */
const reason = (
  noteOnDamage: SQL,
  isUnselected: SQL,
  isDamaged: SQL,
  isConflict: SQL,
  isOlder: SQL,
  isChanged: SQL,
  isEmptied: SQL,
): SQL => {
  const inFile = sql.raw(`coalesce('; the file has: ' || v.file, '; the cell is empty in the file')`);
  return sql`case when ${isUnselected} then 'left out by a member' || ${inFile}
    when ${isDamaged} then ${noteOnDamage}
    when ${isConflict} and ${isChanged} then 'conflict: replaces a newer value'
    when ${isConflict} then 'conflict: keeps the current value' || ${inFile}
    when ${isOlder} and ${isChanged} then 'an older value: replaces a newer one'
    when ${isOlder} then 'an older value: keeps the current one' || ${inFile}
    when ${isEmptied} and not (${isChanged}) then 'empty in the file: keeps the current value' end`;
};

const noteOn = (of: Parameters<typeof cellNote>[1]): SQL => cellNote(sql`p.note`, of);

const has = (mask: (typeof masks)[number]): SQL => sql.raw(`p.${mask} & v.bit <> 0`);

/** How the file of all cells names a field. */
const nameInFile = (field: Field): string => (field === 'organization_id' ? 'organization' : field);

const plainCells = sql`
  select v.at, v.field, v.here as now, case when ${has('changed')} then v.file else v.here end as will_be,
         ${reason(noteOn({ field: sql`v.field` }), has('unselected_cells'), has('damaged'), has('conflicts'), has('older'), has('changed'), has('emptied'))} as why
  from (values ${sql.join(
    plainFields.map((field) =>
      sql.raw(
        `(${fields.indexOf(field)}, '${nameInFile(field)}', ${bitOf(field)}, p.here_${field}, p.file_${field})`,
      ),
    ),
    sql`, `,
  )}) v(at, field, bit, here, file)
  where p.problem is null and p.touched & v.bit <> 0`;

/** Of a new end user, all custom fields are one cell. */
const newCustomCell = sql`
  select v.at, 'custom_fields', null, case when ${has('changed')} then v.file end,
         ${reason(noteOn({ field: sql`'custom_fields'` }), has('unselected_cells'), has('damaged'), sql`false`, sql`false`, has('changed'), sql`false`)}
  from (values (${sql.raw(`${fields.indexOf('custom_fields')}, ${customBit}`)}, p.new_custom)) v(at, bit, file)
  where p.problem is null and p.end_user_id is null and p.touched & v.bit <> 0`;

/** Of an existing one, each key that the file changes, or would change, is a cell. */
const keyCells = sql`
  select ${sql.raw(String(fields.indexOf('custom_fields')))}, 'custom: ' || v.key, v.here,
         case when p.custom -> 'changed' ? v.key then v.file else v.here end,
         ${reason(
           noteOn({ key: sql`v.key` }),
           sql`(p.custom -> 'unselected' ? v.key) is true`,
           sql`(p.custom -> 'damaged' ? v.key) is true`,
           sql`(p.custom -> 'conflicts' ? v.key) is true`,
           sql`(p.custom -> 'older' ? v.key) is true`,
           sql`(p.custom -> 'changed' ? v.key) is true`,
           sql`false`,
         )}
  from (
    select k.key, case when k.differs then k.here::text else k.here #>> '{}' end as here,
           case when k.differs then k.file::text else k.file #>> '{}' end as file
    from (
      select k.key, k.here, k.file, coalesce(jsonb_typeof(k.here) <> jsonb_typeof(k.file), false) as differs
      from (
        select key, nullif(p.custom_fields -> key, 'null') as here,
               nullif(coalesce(p.custom -> 'changed' -> key, p.custom -> 'conflicts' -> key, p.custom -> 'older' -> key,
                               p.custom -> 'unselected' -> key, p.custom -> 'damaged' -> key -> 2), 'null') as file
        from jsonb_object_keys(case when p.problem is null and p.end_user_id is not null
               and p.touched & ${sql.raw(String(customBit))} <> 0 then
             coalesce(p.custom -> 'changed', '{}') || coalesce(p.custom -> 'conflicts', '{}') || coalesce(p.custom -> 'older', '{}')
             || coalesce(p.custom -> 'unselected', '{}') || coalesce(p.custom -> 'damaged', '{}') else '{}' end) key
      ) k
    ) k
  ) v`;

/**
 * The queries (one) for `line`, `contact_id`, `end_user`, `who` (the same as a cell of a CSV file), `field`, `now`, `will_be`, and `why`, in the order of the lines and of the
 * columns.
 */
export const plannedCells = (rules: PlanRules): readonly SQL[] => [
  sql`
  select case when p.line > 0 then p.line end::text as line, p.contact_id::text as contact_id, p.end_user, p.who, c.field, c.now, c.will_be, c.why
  from (select r.*, ${csvCell(sql`r.end_user`)} as who from (${rowsWithCells(rules)}) r order by r.line offset 0) p
  cross join lateral (
    select -1 as at, null as field, null as now, null as will_be, p.problem as why where p.problem is not null
    union all ${plainCells} union all ${newCustomCell} union all ${keyCells}
  ) c
  order by p.line, c.at, c.field`,
];
