// Describes for the plan what the message of the file and the settings say about its rows.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { PlanInstructions } from '../../model/plan.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import { matchedRowTable, matchesRows } from './matched-rows.ts';
import type { PlanRules } from './rules.ts';

/** @returns null if nothing is said */
export async function describeInstructions(
  tx: Transaction,
  rules: PlanRules,
): Promise<PlanInstructions | null> {
  const { only, fillsEmpty, roster, otherSite } = rules.instructions ?? {};
  const said = {
    ...(only && { only }),
    ...(fillsEmpty && { fillsEmpty }),
    ...(roster && { roster }),
    ...(otherSite && { otherSite: await countOldIds(tx, rules) }),
  };
  const { matchBy: by } = rules;
  if (!matchesRows(rules) || by === undefined) return Object.keys(said).length > 0 ? said : null;
  const [row] = await tx.execute<{ rows: number; of: number }>(sql`
    select (select count(end_user_id)::integer from ${matchedRowTable}) as rows, count(*)::integer as of
    from ${rowTable(rules.importId)} where contact_id is null and ref_import is null`);
  return row!.of === 0 ? said : { ...said, matched: { by, ...row! } };
}

async function countOldIds(
  tx: Transaction,
  { importId }: PlanRules,
): Promise<NonNullable<PlanInstructions['otherSite']>> {
  const [row] = await tx.execute<NonNullable<PlanInstructions['otherSite']>>(sql`
    select (count(*) filter (where s.contact_id is not null))::integer as known,
      (count(*) filter (where s.contact_id is null and p.action = 'create'))::integer as created
    from ${rowTable(importId)} s join ${planTable(importId)} p using (line) where s.old_contact_id is not null`);
  return row!;
}

/** Whether ids in the file are of nobody here: they may be those of another site. */
export async function hasUnknownIds(tx: Transaction, { workspaceId, importId }: PlanRules): Promise<boolean> {
  const [row] = await tx.execute<{ has: boolean }>(sql`
    select exists (select from ${rowTable(importId)} s where s.customer_id is not null and not exists (
        select from organization o where o.workspace_id = ${workspaceId} and o.id = s.customer_id))
      or exists (select from ${rowTable(importId)} s where s.contact_id is not null and not exists (
        select from end_user e where e.workspace_id = ${workspaceId} and e.id = s.contact_id)) as has`);
  return row!.has;
}
