// Finds an end user who looks like somebody: for end users who are written one by one.
import { sql } from 'drizzle-orm';
import type { EndUser, EndUserKey } from '../model/end-user.ts';
import { emailKey } from './duplicate-keys.ts';
import { duplicatePairs } from './duplicate-pairs.ts';
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
  readonly isArchived: boolean;
};

/**
 * @param key the end user who is written: not compared with themselves
 * @returns the one with the lowest id, archived ones last; null if nobody looks like them
 */
export async function findLookAlikeOf(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  organizationId: number,
  { name, email, phone, mobile }: Identity,
): Promise<LookAlike | null> {
  const [row] = await tx.execute<LookAlike>(sql`
    with typed as materialized (
      select ${workspaceId}::text as workspace_id, ${endUserId}::bigint as id, ${organizationId}::bigint as organization_id,
        ${email}::text as email, ${name}::text as name, ${phone}::text as phone, ${mobile}::text as mobile
    )
    select e.id::float8 as "endUserId", coalesce(e.name, e.email, '') as "endUser", pairs.same,
      e.archived as "isArchived"
    from ${duplicatePairs(sql`typed`, sql`end_user`)} pairs
    join end_user e on e.workspace_id = ${workspaceId} and e.id = pairs.other
    order by e.archived, e.id, pairs.same limit 1`);
  return row ?? null;
}

/** Someone of another organization with the same email: most likely one person who moved, or a shared mailbox. */
export type SameEmailElsewhere = {
  readonly endUserId: number;
  readonly endUser: string;
  readonly organization: string;
};

/** @returns the one with the lowest id; null if nobody has it */
export async function findSameEmailElsewhere(
  tx: Transaction,
  workspaceId: string,
  { organization, values: { email } }: EndUser,
): Promise<SameEmailElsewhere | null> {
  if (!email) return null;
  const [row] = await tx.execute<SameEmailElsewhere>(sql`
    with typed as materialized (select ${email}::text as email)
    select e.id::float8 as "endUserId", coalesce(e.name, e.email) as "endUser", o.name as organization
    from typed join end_user e on e.workspace_id = ${workspaceId} and e.organization_id <> ${organization.id}
      and ${emailKey('e')} = ${emailKey('typed')}
    join organization o on o.workspace_id = e.workspace_id and o.id = e.organization_id and not o.archived
    order by e.id limit 1`);
  return row ?? null;
}
