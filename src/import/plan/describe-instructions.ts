// Describes for the plan what the message of the file and the settings say about its rows.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { PlanInstructions } from '../../model/plan.ts';
import { rowTable } from '../stage/stage.ts';
import { matchedRowTable, matchesRows } from './matched-rows.ts';
import type { PlanRules } from './rules.ts';

/** @returns null if nothing is said */
export async function describeInstructions(
  tx: Transaction,
  rules: PlanRules,
): Promise<PlanInstructions | null> {
  const { only, fillsEmpty, roster } = rules.instructions ?? {};
  const said = { ...(only && { only }), ...(fillsEmpty && { fillsEmpty }), ...(roster && { roster }) };
  const { matchBy: by } = rules;
  if (!matchesRows(rules) || by === undefined) return Object.keys(said).length > 0 ? said : null;
  const [row] = await tx.execute<{ rows: number; of: number }>(sql`
    select (select count(end_user_id)::integer from ${matchedRowTable}) as rows, count(*)::integer as of
    from ${rowTable(rules.importId)} where contact_id is null and ref_import is null`);
  return row!.of === 0 ? said : { ...said, matched: { by, ...row! } };
}
