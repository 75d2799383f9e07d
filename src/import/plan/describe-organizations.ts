// What a plan says and asks about the organizations of new end users.
import { sql } from 'drizzle-orm';
import { findNearestOrganization, findOrganization, searchOrganizations } from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { Organization } from '../../model/organization.ts';
import type { IgnoredColumn, OrganizationQuestion, Plan, PlanWarning, RowProblem } from '../../model/plan.ts';
import { shortenCell } from '../../model/quote-cell.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import {
  findUnknownOrganizations,
  matchesNoOrganization,
  namedOrganizationTable,
} from './named-organizations.ts';
import { noOrganizationProblem } from './row-problems.ts';
import type { PlanRules } from './rules.ts';

/** Slack's limit for the options of a menu. */
const maxOptions = 100;

export type PlannedOrganizations = Pick<Plan, 'unknownOrganizations' | 'organizationQuestion'> & {
  readonly warnings: readonly PlanWarning[];
  /** The columns of organizations, if none of their names is known and the message names the organization. */
  readonly ignored: readonly IgnoredColumn[];
};

export async function describeOrganizations(
  tx: Transaction,
  rules: PlanRules,
  header: MatchedHeader,
): Promise<PlannedOrganizations> {
  const { workspaceId, namesOrganizations, namedOrganizationId = null, isOrganizationChosen = false } = rules;
  const named =
    namedOrganizationId === null ? null : await findOrganization(tx, workspaceId, namedOrganizationId);
  const isForMessage = named !== null && !isOrganizationChosen;
  const isNotRead = isForMessage && namesOrganizations && (await matchesNoOrganization(tx));
  const found = isNotRead ? null : await findUnknownOrganizations(tx, rules);
  const chosen = isOrganizationChosen ? named : null;
  const rows = isForMessage ? 0 : await countRowsWithoutOrganization(tx, rules, chosen);
  const isAsked = !isForMessage && (rows > 0 || found !== null);
  return {
    unknownOrganizations: found && { ...found, ...(named && { into: named.name }) },
    organizationQuestion: isAsked ? await askFor(tx, workspaceId, rows, chosen) : null,
    warnings: [
      ...(await warnOfOthers(tx, rules, named ?? rules.baseOrganization ?? null)),
      ...(await warnOfNewRows(tx, rules, named)),
      ...(await warnOfRowsOfTwo(tx, rules)),
      ...(await warnOfTypedName(tx, rules)),
    ],
    ignored: isNotRead ? organizationColumns(header) : [],
  };
}

/** @param chosen without one, the rows that wait are counted */
async function countRowsWithoutOrganization(
  tx: Transaction,
  { importId }: PlanRules,
  chosen: Organization | null,
): Promise<number> {
  const rows = chosen
    ? sql`${planTable(importId)} p join ${rowTable(importId)} s using (line)
          where p.action = 'create' and p.organization_id = ${chosen.id} and s.customer_id is null and s.organization is null`
    : sql`${planTable(importId)} where problem = ${noOrganizationProblem}`;
  const [row] = await tx.execute<{ rows: number }>(sql`select count(*)::integer as rows from ${rows}`);
  return row!.rows;
}

async function askFor(
  tx: Transaction,
  workspaceId: string,
  rows: number,
  chosen: Organization | null,
): Promise<OrganizationQuestion> {
  const { organizations, total } = await searchOrganizations(tx, workspaceId, '', maxOptions);
  return { rows, chosen, options: total > maxOptions ? [] : organizations };
}

async function warnOfOthers(
  tx: Transaction,
  { importId }: PlanRules,
  named: Organization | null,
): Promise<PlanWarning[]> {
  if (named === null) return [];
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::integer as count from ${planTable(importId)}
    where action = 'create' and organization_id <> ${named.id}`);
  const { count } = row!;
  return count === 0 ? [] : [{ kind: 'other-organization', count, organization: named.name }];
}

/**
 * New rows that name no organization go to one that the message, the export, or being the only one tells; although the file
 * is from another one's export, or all of its other rows are of another one.
 */
async function warnOfNewRows(
  tx: Transaction,
  {
    workspaceId,
    importId,
    organizationId,
    baseOrganization: exported = null,
    isOrganizationChosen,
  }: PlanRules,
  named: Organization | null,
): Promise<PlanWarning[]> {
  if (organizationId === null || isOrganizationChosen === true) return [];
  const rows = sql`${planTable(importId)} p join ${rowTable(importId)} s using (line)`;
  const isWithout = sql`p.action = 'create' and p.organization_id = ${organizationId}
    and s.customer_id is null and s.organization is null`;
  const [row] = await tx.execute<{ count: number; organization: string | null }>(sql`
    select count(*)::integer as count, (select name from organization where workspace_id = ${workspaceId} and id = ${organizationId}) as organization
    from ${rows} where ${isWithout}`);
  const { count, organization } = row!;
  if (count === 0 || organization === null) return [];
  if (named !== null && exported !== null && exported.id !== organizationId)
    return [{ kind: 'base-organization', count, organization, exported: exported.name }];
  const [others] = await tx.execute<{ here: boolean | null; organizations: number; name: string | null }>(sql`
    select bool_or(p.organization_id = ${organizationId}) as here, count(distinct p.organization_id)::integer as organizations,
      (select name from organization where workspace_id = ${workspaceId} and id = min(p.organization_id)) as name
    from ${rows} where p.organization_id is not null and not (${isWithout})`);
  if (others!.here !== false) return [];
  return [
    {
      kind: 'rows-organization',
      count,
      organization,
      others: others!.organizations === 1 ? others!.name : null,
    },
  ];
}

/** How many rows are named. */
const maxRows = 3;

/** Rows whose ids say another organization than the name in their own column of organizations. The id counts. */
async function warnOfRowsOfTwo(
  tx: Transaction,
  { importId, namesOrganizations }: PlanRules,
): Promise<PlanWarning[]> {
  if (!namesOrganizations) return [];
  const found = await tx.execute<RowProblem & { count: number }>(sql`
    select p.line, left(n.written, 60) as text, (count(*) over ())::integer as count
    from ${planTable(importId)} p join ${rowTable(importId)} s using (line)
    join ${namedOrganizationTable} n on n.written = s.organization and n.organization_id <> p.organization_id
    where p.action <> 'left out' order by p.line limit ${maxRows}`);
  if (found[0] === undefined) return [];
  const first = found.map(({ line, text }) => ({ line, text }));
  return [{ kind: 'two-organizations', count: found[0].count, first }];
}

async function warnOfTypedName(
  tx: Transaction,
  { workspaceId, typedOrganization: typed = null }: PlanRules,
): Promise<PlanWarning[]> {
  if (typed === null) return [];
  const nearest = await findNearestOrganization(tx, workspaceId, [typed]);
  return [{ kind: 'unknown-organization', typed, ...(nearest && { nearest: nearest.name }) }];
}

function organizationColumns({ header, reads = [] }: MatchedHeader): IgnoredColumn[] {
  return reads
    .filter(({ meaning }) => meaning.use === 'organization')
    .map(({ at }) => ({ at, header: shortenCell(header[at]!), matters: true }));
}
