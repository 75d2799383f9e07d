// Finds an end user of an organization who looks like somebody: for end users who are written one by one. The rule is that of
// duplicate-keys.ts.
import { sql } from 'drizzle-orm';
import type { EndUserKey } from '../model/end-user.ts';
import { emailKey, hasNoContact, nameKey, phoneKey } from './duplicate-keys.ts';
import type { Transaction } from './transaction.ts';

export type Identity = {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
};

export type LookAlike = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly same: 'email' | 'phone' | 'name';
};

/**
 * @param key the end user who is written: not compared with themselves
 * @returns the one with the lowest id; null if nobody looks like them
 */
export async function findLookAlikeOf(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  organizationId: number,
  { name, email, phone, mobile }: Identity,
): Promise<LookAlike | null> {
  const numbers = (row: string) =>
    sql`array_remove(array[nullif(${phoneKey(row, 'phone')}, ''), nullif(${phoneKey(row, 'mobile')}, '')], null)`;
  const [row] = await tx.execute<LookAlike>(sql`
    with typed as materialized (
      select ${email}::text as email, ${name}::text as name, ${phone}::text as phone, ${mobile}::text as mobile
    )
    select found.id::float8 as "endUserId", found.label as "endUser", found.same from (
      select e.id, coalesce(e.name, e.email, '') as label, case
          when ${emailKey('e')} = ${emailKey('typed')} and typed.email <> '' then 'email'
          when ${nameKey('e')} <> ${nameKey('typed')} or coalesce(typed.name, '') = '' or e.name is null then null
          when ${numbers('e')} && ${numbers('typed')} then 'phone'
          when (${hasNoContact('e')}) or (${hasNoContact('typed')}) then 'name' end as same
      from end_user e cross join typed
      where e.workspace_id = ${workspaceId} and e.organization_id = ${organizationId}::bigint and e.id <> ${endUserId}::bigint
    ) found where found.same is not null order by found.id limit 1`);
  return row ?? null;
}
