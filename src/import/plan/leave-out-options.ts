// What a member can leave out of a plan: the fields that would change, and the organizations and end users of its rows.
import { type SQL, sql } from 'drizzle-orm';
import { isOneOf } from '../../db/is-one-of.ts';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import type { LeftOut } from '../../model/left-out.ts';
import type { Organization } from '../../model/organization.ts';
import { bitOf } from '../stage/masks.ts';
import { planTable, rowTable } from '../stage/stage.ts';

type PlanKey = { readonly workspaceId: string; readonly importId: number };

/** An end user that the file would update, or a line that would create one. */
export type PlannedEndUser = {
  readonly endUserId: number | null;
  readonly line: number;
  /** Whether the row is picked by its line: it has no id, and a choice decides which end user it updates. */
  readonly isByLine: boolean;
  readonly name: string | null;
};

export type LeaveOutOptions = {
  readonly fields: readonly Field[];
  /** Those with most rows. */
  readonly organizations: readonly Organization[];
  readonly endUsers: readonly PlannedEndUser[];
};

/** Slack's limit for the options of a menu. */
const maxOptions = 100;

/** Rows that would be applied, and those that a member left out. */
const isOffered = sql`(p.action in ('create', 'update') or p.unselected is not null)`;

/** @param search what a member typed to find end users; '' for the first ones */
export async function findLeaveOutOptions(
  tx: Transaction,
  key: PlanKey,
  search: string,
  chosen: LeftOut | null,
): Promise<LeaveOutOptions> {
  const table = planTable(key.importId);
  const [row] = await tx.execute<{ mask: number }>(sql`
    select coalesce(bit_or(p.changed | coalesce(p.unselected_cells, 0)), 0)::integer as mask from ${table} p where ${isOffered}`);
  const organizations = await tx.execute<Organization>(sql`
    select o.id::float8 as id, o.name
    from (
      select c.organization_id, count(*) as rows
      from ${table} p cross join lateral (values (p.organization_id), (p.moved_from)) c (organization_id)
      where ${isOffered} group by 1
    ) p
    join organization o on o.workspace_id = ${key.workspaceId} and o.id = p.organization_id
    order by ${isOneOf('o.id', chosen?.organizations ?? [])} desc, p.rows desc, o.id limit ${maxOptions}`);
  return {
    fields: fields.filter((field) => row!.mask & bitOf(field) || chosen?.fields.includes(field)),
    organizations,
    endUsers: await findPlannedEndUsers(tx, key, search, chosen),
  };
}

/** Those that were chosen before come first. */
function findPlannedEndUsers(
  tx: Transaction,
  { workspaceId, importId }: PlanKey,
  search: string,
  chosen: LeftOut | null,
): Promise<PlannedEndUser[]> {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const number = /^\d{1,9}$/.test(search) ? Number(search) : 0;
  const isFound: SQL =
    search === ''
      ? sql`true`
      : sql`(p.end_user_id = ${number} or p.end_user_id is null and p.line = ${number}
          or p.end_user_id in (select e.id from end_user e where e.workspace_id = ${workspaceId}
               and (e.name ilike ${pattern} or e.email ilike ${pattern}))
          or p.line in (select s.line from ${rowTable(importId)} s where s.name ilike ${pattern} or s.email ilike ${pattern}))`;
  const isChosen = sql`(${isOneOf('p.end_user_id', chosen?.endUsers ?? [])} is true or ${isOneOf('p.line', chosen?.lines ?? [])})`;
  return tx.execute<PlannedEndUser>(sql`
    select p.end_user_id::float8 as "endUserId", p.line,
           p.end_user_id is null or p.line > 0 and s.contact_id is null and s.ref_import is null as "isByLine", coalesce(e.name, e.email, nullif(s.name, ''), nullif(s.email, '')) as name
    from (select p.end_user_id, p.line, ${isChosen} as chosen from ${planTable(importId)} p
          where ${isOffered} and (${isFound} or ${isChosen}) order by 3 desc, p.line limit ${maxOptions}) p
    left join ${rowTable(importId)} s on s.line = p.line
    left join end_user e on e.workspace_id = ${workspaceId} and e.id = p.end_user_id
    order by p.chosen desc, p.line`);
}
