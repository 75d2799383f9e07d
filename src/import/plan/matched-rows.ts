// Finds the end users whom rows without a contact_id mean, where the workspace or the message of the file says that an email or
// a vendor_id tells who a row is about.
import { type SQL, sql } from 'drizzle-orm';
import { withoutNestedLoops } from '../../db/bulk-planner-settings.ts';
import { keyOf } from '../../db/schema/text-key.ts';
import type { Transaction } from '../../db/transaction.ts';
import { rowTable } from '../stage/stage.ts';
import { namedOrganizationTable } from './named-organizations.ts';
import type { PlanRules } from './rules.ts';

/**
 * A temporary table with a row for each staged row that has a match: `line`; `end_user_id`: the only match, or null if there
 * are several; `first_id` and `last_id`: of all matches. Archived end users count only where no other one matches.
 */
export const matchedRowTable = sql.raw('matched_row');

/** Whether the rules match rows by something else than their ids. */
export const matchesRows = ({ matchBy = 'contact_id' }: Pick<PlanRules, 'matchBy'>): boolean =>
  matchBy !== 'contact_id';

/** Creates the table `matchedRowTable`, which is empty if the rules don't match rows. */
export async function createMatchedRows(tx: Transaction, rules: PlanRules): Promise<void> {
  const { workspaceId, importId, organizationId, namesOrganizations, matchBy = 'contact_id' } = rules;
  if (!matchesRows(rules)) {
    await tx.execute(sql`
      create temporary table ${matchedRowTable} (line integer, first_id bigint, last_id bigint, end_user_id bigint)
      on commit drop`);
    return;
  }
  const named = namesOrganizations ? sql`n.organization_id` : sql`null`;
  const isNamed = namesOrganizations ? sql`(n.written is null or n.organization_id is not null)` : sql`true`;
  const [ofRow, ofEndUser]: [SQL, SQL] =
    matchBy === 'email'
      ? [keyOf('s.email'), sql`e.email_key`]
      : [sql`nullif(s.vendor_id, '')`, sql`e.vendor_id::text`];
  await withoutNestedLoops(tx, () =>
    tx.execute(sql`
    create temporary table ${matchedRowTable} on commit drop as
    with keyed as materialized (
      select s.line, ${ofRow} as key, coalesce(s.customer_id, ${named}, ${organizationId}::bigint) as organization_id
      from ${rowTable(importId)} s
      ${namesOrganizations ? sql`left join ${namedOrganizationTable} n on n.written = s.organization` : sql``}
      where s.contact_id is null and s.ref_import is null and ${isNamed}
    ),
    found as (
      select k.line, count(*) as all_of_them, count(*) filter (where not e.archived) as current,
        min(e.id) filter (where not e.archived) as first_current, max(e.id) filter (where not e.archived) as last_current,
        min(e.id) as first_id, max(e.id) as last_id
      from keyed k
      join end_user e on e.workspace_id = ${workspaceId} and ${ofEndUser} = k.key
        and (k.organization_id is null or e.organization_id = k.organization_id)
      group by k.line
    )
    select line, coalesce(first_current, first_id) as first_id, coalesce(last_current, last_id) as last_id,
      case when current = 1 then first_current when current = 0 and all_of_them = 1 then first_id end as end_user_id
    from found`),
  );
  await tx.execute(sql`analyze ${matchedRowTable}`);
}

/** The join of a row with its match, `matched`, to the staged rows `s`. */
export const joinMatches = (rules: PlanRules): SQL =>
  matchesRows(rules)
    ? sql`left join ${matchedRowTable} matched on matched.line = s.line`
    : sql`cross join (select null::bigint as end_user_id) matched`;
