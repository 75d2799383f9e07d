// Store of single end users. search-end-users.ts finds several, and src/import processes them by the file.
import { type SQL, sql } from 'drizzle-orm';
import { type Field, fields } from '../model/columns.ts';
import type { EndUser, EndUserKey, FieldValues } from '../model/end-user.ts';
import { valuesOfKeys, withKeys, withoutNulls } from './custom-fields.ts';
import { executeOne } from './execute-one.ts';
import { sqlTypeOf } from './field-types.ts';
import { history } from './history.ts';
import { oldIdsOfEndUser } from './old-ids-of-end-user.ts';
import type { Transaction } from './transaction.ts';

const isEndUser = ({ workspaceId, endUserId }: EndUserKey): SQL =>
  sql`e.workspace_id = ${workspaceId} and e.id = ${endUserId}::bigint`;

type EndUserRow = {
  id: number;
  organization_id: number;
  organization_name: string;
  values: FieldValues;
  last_operation_id: number;
  old_ids: number[] | null;
};

export async function findEndUser(tx: Transaction, key: EndUserKey): Promise<EndUser | null> {
  const values = fields.map((field) => sql.raw(`'${field}', e.${field}::text`));
  const [row] = await tx.execute<EndUserRow>(sql`
    select e.id::float8 as id, o.id::float8 as organization_id, o.name as organization_name,
      json_build_object(${sql.join(values, sql`, `)}) as values,
      greatest(e.created_in, (
        select max(c.operation_id) from change c
        where c.workspace_id = e.workspace_id and c.end_user_id = e.id), 0)::float8 as last_operation_id, ${oldIdsOfEndUser} as old_ids
    from end_user e join organization o on o.workspace_id = e.workspace_id and o.id = e.organization_id
    where ${isEndUser(key)}`);
  if (!row) return null;
  return {
    id: row.id,
    organization: { id: row.organization_id, name: row.organization_name },
    values: row.values,
    lastOperationId: row.last_operation_id,
    ...(row.old_ids && { oldIds: row.old_ids }),
  };
}

/** How many end users there are, of one organization or (null) of all, counted up to `limit`. */
export async function countEndUsers(
  tx: Transaction,
  { workspaceId, organizationId }: { workspaceId: string; organizationId: number | null },
  limit: number,
): Promise<number> {
  const isIncluded = organizationId === null ? sql`true` : sql`organization_id = ${organizationId}::bigint`;
  const counted = await executeOne<{ endUsers: number }>(
    tx,
    sql`
    select count(*)::integer as "endUsers" from (
      select from end_user where workspace_id = ${workspaceId} and ${isIncluded} limit ${limit}
    ) counted`,
  );
  return counted.endUsers;
}

/** Takes the next end user id, which no one else gets anymore. */
export async function reserveEndUserId(tx: Transaction): Promise<number> {
  return (await executeOne<{ id: number }>(tx, sql`select nextval('end_user_id')::float8 as id`)).id;
}

/** Whether the id was issued, by `reserveEndUserId` or by an import, and no end user of this workspace ever had it. */
export async function isEndUserIdUnused(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
): Promise<boolean> {
  const { unused } = await executeOne<{ unused: boolean }>(
    tx,
    sql`
    select ${endUserId}::bigint between 1 and (select last_value from end_user_id)
      and not exists (select from end_user where workspace_id = ${workspaceId} and id = ${endUserId}::bigint)
      and not exists (select from ${history} h where workspace_id = ${workspaceId} and end_user_id = ${endUserId}::bigint)
      and not exists (select from erasure where workspace_id = ${workspaceId} and end_user_id = ${endUserId}::bigint)
      as unused`,
  );
  return unused;
}

export type EndUserInsert = EndUserKey & {
  readonly organizationId: number;
  readonly values: Partial<FieldValues>;
  readonly operationId: number;
};

/** Inserts an end user, without a row in the history of changes, like an import does: see `change`. */
export async function insertEndUser(tx: Transaction, endUser: EndUserInsert): Promise<void> {
  const { workspaceId, endUserId, organizationId, operationId, values } = endUser;
  const filled = fields.filter((field) => values[field] != null);
  await tx.execute(sql`
    insert into end_user (${sql.raw(['workspace_id', 'id', 'organization_id', 'created_in', ...filled].join(', '))})
    values (${sql.join(
      [
        sql`${workspaceId}, ${endUserId}::bigint, ${organizationId}::bigint, ${operationId}::bigint`,
        ...filled.map((field) => {
          const value = valueFor(field, values[field] ?? null);
          return field === 'custom_fields' ? withoutNulls(value) : value;
        }),
      ],
      sql`, `,
    )})`);
}

/**
 * Changes the fields named in `values`, and records in the history what they were before. Of the custom fields, only the keys
 * in the object are changed; null removes one.
 */
export async function updateEndUser(
  tx: Transaction,
  key: EndUserKey,
  operationId: number,
  values: Partial<FieldValues>,
): Promise<void> {
  const changed = fields
    .filter((field) => field in values)
    .map((field) => [field, values[field] ?? null] as const);
  const stored = sql.raw('e.custom_fields');
  const before = changed.map(([field, value]) =>
    field === 'custom_fields'
      ? sql`'custom_fields', ${valuesOfKeys(stored, valueFor(field, value))}`
      : sql.raw(`'${field}', e.${field}`),
  );
  const after = changed.map(([field, value]) => sql`${sql.raw(`'${field}'`)}, ${valueFor(field, value)}`);
  await tx.execute(sql`
    insert into change (workspace_id, operation_id, end_user_id, before, after)
    select e.workspace_id, ${operationId}::bigint, e.id,
      jsonb_build_object(${sql.join(before, sql`, `)}), jsonb_build_object(${sql.join(after, sql`, `)})
    from end_user e where ${isEndUser(key)}`);
  const set = changed.map(([field, value]) => {
    const written = valueFor(field, value);
    return sql`${sql.raw(field)} = ${field === 'custom_fields' ? withKeys(stored, written) : written}`;
  });
  await tx.execute(sql`
    update end_user e set ${sql.join(set, sql`, `)}, updated_at = now() where ${isEndUser(key)}`);
}

/** Casts from text: the driver would serialize a parameter of another type itself, JSON for example. */
const valueFor = (field: Field, value: string | null): SQL =>
  sql`${value}::text::${sql.raw(sqlTypeOf(field))}`;

/** How many end users of an organization are not archived. */
export async function countCurrentEndUsers(
  tx: Transaction,
  workspaceId: string,
  organizationId: number,
): Promise<number> {
  const { count } = await executeOne<{ count: number }>(
    tx,
    sql`select count(*)::integer as count from end_user
      where workspace_id = ${workspaceId} and organization_id = ${organizationId} and not archived`,
  );
  return count;
}
