// Changes organizations one by one, and records what they were before.
import { sql } from 'drizzle-orm';
import type { StoredOrganization } from '../model/organization.ts';
import type { Transaction } from './transaction.ts';

export type OrganizationKey = { readonly workspaceId: string; readonly organizationId: number };

/**
 * @param tx `repeatable read`, see `addOperation`
 * @param values only what changes
 */
export async function changeOrganization(
  tx: Transaction,
  { workspaceId, organizationId }: OrganizationKey,
  operationId: number,
  values: Partial<Pick<StoredOrganization, 'name' | 'archived'>>,
): Promise<void> {
  const after = sql`${JSON.stringify(values)}::jsonb`;
  await tx.execute(sql`
    insert into organization_change (workspace_id, operation_id, organization_id, before, after)
    select o.workspace_id, ${operationId}::bigint, o.id,
      (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(o)) where ${after} ? key), ${after}
    from organization o where o.workspace_id = ${workspaceId} and o.id = ${organizationId}::bigint`);
  await tx.execute(sql`
    update organization o set name = coalesce(v.name, o.name), archived = coalesce(v.archived, o.archived)
    from jsonb_populate_record(null::organization, ${after}) v
    where o.workspace_id = ${workspaceId} and o.id = ${organizationId}::bigint`);
}
