// SQL for the rows that say only what is there already, which in most files are most of the rows: they skip the merge.
import { type SQL, sql } from 'drizzle-orm';
import { sqlTypeOf } from '../../db/field-types.ts';
import type { Field } from '../../model/columns.ts';
import { stagedColumn, uploadedValue } from '../stage/cells.ts';
import { rowTable } from '../stage/stage.ts';
import { type PlanRules, presentFields } from './rules.ts';

/** Stricter than the merge, for which texts may differ in more than this, such as in line ends. */
function isEqual(field: Field): SQL {
  const staged = stagedColumn(field);
  const current = sql.raw(`e.${field}`);
  switch (sqlTypeOf(field)) {
    case 'text':
      return sql`coalesce(${current}, '') = ${staged}`;
    case 'jsonb':
      return sql`(not starts_with(${staged}, '[') and ${uploadedValue(field)} is not distinct from ${current})`;
    case 'boolean':
      return sql`coalesce(${current}::text, '') = ${staged}`;
    default:
      return sql`coalesce(${current}::text, '') = ${staged}::text`;
  }
}

/**
 * A query for `line`, `end_user_id`, and `organization_id` of rows that the merge would leave unchanged. Not of all: rows
 * with anything about them that needs a closer look go through the merge.
 *
 * @param repeated the name of a query of the ids that several rows mean, as `end_user`
 */
export function unchangedRows(rules: PlanRules, repeated: SQL): SQL {
  const cells = presentFields(rules).map(
    (field) => sql`(${stagedColumn(field)} is null or ${isEqual(field)})`,
  );
  return sql`
    select s.line, e.id as end_user_id, e.organization_id
    from ${rowTable(rules.importId)} s
    join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = s.contact_id
    where s.ref_import is null and s.problem is null and s.marks is null and s.damaged is null and s.cleared is null
      and s.organization is null and s.partial_name is null and not e.archived
      and ${sql.join([sql`true`, ...cells], sql` and `)}
      and not exists (select from ${repeated} r where r.end_user = s.contact_id)`;
}
