// SQL for which planned rows are in the problem file.
import { type SQL, sql } from 'drizzle-orm';
import { noOrganizationProblem } from './row-problems.ts';

/**
 * For a planned row, `p`, of a table. Rows that wait for the choice of an organization are in the file only if the rest
 * of the plan can be applied without them: otherwise, a member has to choose anyway.
 */
export const isInProblemFile = (
  table: SQL,
): SQL => sql`(p.note is not null or p.problem <> ${noOrganizationProblem}
  or p.problem is not null and exists (select from ${table} where action in ('create', 'update')))`;
