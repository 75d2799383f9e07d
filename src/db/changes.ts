// Store of the history of one end user.
import { sql } from 'drizzle-orm';
import { fields } from '../model/columns.ts';
import type { EndUserKey, FieldValues } from '../model/end-user.ts';
import type { OperationKind } from '../model/operation-kind.ts';
import { history } from './history.ts';
import type { Transaction } from './transaction.ts';

/** The values that the fields changed since an operation had right after the operation. Without the custom fields. */
export async function findValuesAt(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  operationId: number,
): Promise<Partial<FieldValues>> {
  // The first change after the operation holds the value from before the change.
  const rows = await tx.execute<{ key: string; value: string | null }>(sql`
    select distinct on (v.key) v.key, v.value #>> '{}' as value
    from ${history} c cross join lateral jsonb_each(c.before - 'custom_fields') v
    where c.workspace_id = ${workspaceId} and c.end_user_id = ${endUserId}::bigint
      and c.operation_id > ${operationId}::bigint
    order by v.key, c.operation_id`);
  return Object.fromEntries(
    rows.filter(({ key }) => isField(key)).map(({ key, value }) => [key, value] as const),
  );
}

const isField = (key: string): boolean => fields.some((field) => field === key);

/** The operation that created an end user; null if the history doesn't know. */
export async function findCreation(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
): Promise<{ readonly by: string; readonly kind: OperationKind } | null> {
  const [row] = await tx.execute<{ by: string; kind: OperationKind }>(sql`
    select o.by, o.kind from end_user e
    join operation o on o.workspace_id = e.workspace_id and o.id = e.created_in
    where e.workspace_id = ${workspaceId} and e.id = ${endUserId}::bigint`);
  return row ?? null;
}
