// SQL for the staged rows, each with the end user that its `import_ref` means: the one that the referenced row created or
// updated.
import { type SQL, sql } from 'drizzle-orm';
import { rowTable } from '../stage/stage.ts';
import { joinMatches } from './matched-rows.ts';
import type { PlanRules } from './rules.ts';

/**
 * A join of `s`, the row, `r`, its reference, and `matched`, its match. `r` is null if the row has none, or if the row has the
 * contact_id of another existing end user.
 *
 * @param rows default: all staged rows
 */
export const stagedRows = (rules: PlanRules, rows: SQL = rowTable(rules.importId)): SQL => {
  const { workspaceId } = rules;
  return sql`
  ${rows} s ${joinMatches(rules)}
  left join import_ref r on r.workspace_id = ${workspaceId} and r.import_id = s.ref_import
       and r.line = s.ref_line and (s.contact_id is null or s.contact_id = r.end_user_id or not exists (
         select from end_user k where k.workspace_id = ${workspaceId} and k.id = s.contact_id))`;
};

/** The same, where no row has an id, a reference, or a match: Postgres then drops all that depends on one. */
export const rowsNamingNobody = (rules: PlanRules): SQL => sql`
  ${rowTable(rules.importId)} s
  cross join (select (null::import_ref).*) r cross join (select null::bigint as end_user_id) matched`;

/**
 * The id of the end user that the row names; null for a new row. Not written as `coalesce`: Postgres considers that a
 * function that could leak what row-level security hides, and would read all end users instead of using their index.
 */
export const namedEndUser = sql.raw(
  'case when r.end_user_id is not null then r.end_user_id when s.contact_id is not null then s.contact_id else matched.end_user_id end',
);
