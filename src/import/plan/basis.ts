// The basis of a plan: the table of its rows, and everything outside the file that the plan was made from. While none of it has
// changed, the planned rows in the staging area are what planning again would find.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import { currentSnapshot, isAfterSnapshot } from '../../db/operations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { PlanRules } from './rules.ts';

/** To be raised when a new version of the app plans other rows, so that plans of the last version are made again. */
const version = 1;

/**
 * End users, their history, and references change only together with an operation, which is recorded in the same transaction,
 * so their part of the basis is a snapshot. The rest, which is small, is compared itself.
 *
 * @param tx `repeatable read`
 * @returns a text for `isBasisCurrent`
 */
export async function readBasis(tx: Transaction, rules: PlanRules): Promise<string> {
  return `${await currentSnapshot(tx)} ${await digestRest(tx, rules)}`;
}

/** @param basis null: of a plan of an earlier version */
export async function isBasisCurrent(
  tx: Transaction,
  rules: PlanRules,
  basis: string | null,
): Promise<boolean> {
  const [snapshot, digest] = basis?.split(' ') ?? [];
  if (snapshot === undefined || digest !== (await digestRest(tx, rules))) return false;
  const { isLater } = await executeOne<{ isLater: boolean }>(
    tx,
    sql`select exists (
      select from operation o where o.workspace_id = ${rules.workspaceId} and ${isAfterSnapshot(sql`o`, snapshot)}
    ) as "isLater"`,
  );
  return !isLater;
}

/** The rules, the organizations, who was erased when, and which table has the rows: each plan creates its own. */
async function digestRest(tx: Transaction, rules: PlanRules): Promise<string> {
  const { workspaceId, importId } = rules;
  const digestOf = (columns: string, table: string) => sql`(
    select count(*) || ':' || coalesce(sum(hashtextextended(row(${sql.raw(columns)})::text, 0)), 0)
    from ${sql.raw(table)} where workspace_id = ${workspaceId})`;
  const rest = await executeOne<Readonly<Record<'organizations' | 'erasures' | 'rows', string | null>>>(
    tx,
    sql`select ${digestOf('id, name, archived', 'organization')} as organizations,
      ${digestOf('end_user_id, erased_at', 'erasure')} as erasures,
      to_regclass(${`staging.plan_${importId}`})::oid::text as rows`,
  );
  return createHash('sha256')
    .update(JSON.stringify([version, rules, rest]))
    .digest('hex');
}
