// What a plan says and asks about the organizations of new end users.
import { sql } from 'drizzle-orm';
import { findNearestOrganization, findOrganization, searchOrganizations } from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { Organization } from '../../model/organization.ts';
import type { IgnoredColumn, OrganizationQuestion, Plan, PlanWarning } from '../../model/plan.ts';
import { shortenCell } from '../../model/quote-cell.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import { findUnknownOrganizations, matchesNoOrganization } from './named-organizations.ts';
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
      ...(await warnOfOtherThanExported(tx, rules, named)),
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

/** New rows that name no organization go to the one in the message, even if the file is from another one's export. */
async function warnOfOtherThanExported(
  tx: Transaction,
  { importId, baseOrganization: exported = null }: PlanRules,
  named: Organization | null,
): Promise<PlanWarning[]> {
  if (named === null || exported === null || named.id === exported.id) return [];
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::integer as count from ${planTable(importId)} p join ${rowTable(importId)} s using (line)
    where p.action = 'create' and p.organization_id = ${named.id} and s.customer_id is null and s.organization is null`);
  const { count } = row!;
  return count === 0
    ? []
    : [{ kind: 'base-organization', count, organization: named.name, exported: exported.name }];
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
