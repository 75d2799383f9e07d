// Store of end users, one at a time; search-end-users.ts looks for several, and src/import handles them by the file.
import { type SQL, sql } from 'drizzle-orm';
import { columns, type Field, fields } from '../model/columns.ts';
import type { EndUser, EndUserKey, FieldValues } from '../model/end-user.ts';
import type { Transaction } from './transaction.ts';

const types: Partial<Record<string, string>> = { boolean: 'boolean', integer: 'bigint', json: 'jsonb' };
const typeOf = new Map<string, string>(columns.map(({ name, kind }) => [name, types[kind] ?? 'text']));

const isEndUser = ({ workspaceId, endUserId }: EndUserKey): SQL =>
  sql`e.workspace_id = ${workspaceId} and e.id = ${endUserId}::bigint`;

const withOrganization = sql`
  from end_user e join organization o on o.workspace_id = e.workspace_id and o.id = e.organization_id`;

export async function findEndUser(tx: Transaction, key: EndUserKey): Promise<EndUser | null> {
  const values = fields.map((field) => sql.raw(`'${field}', e.${field}::text`));
  const [row] = await tx.execute(sql`
    select e.id::float8 as id, o.id::float8 as organization_id, o.name as organization_name,
      json_build_object(${sql.join(values, sql`, `)})::text as values,
      greatest(e.created_in, (
        select max(c.operation_id) from change c
        where c.workspace_id = e.workspace_id and c.end_user_id = e.id), 0)::float8 as seen
    ${withOrganization} where ${isEndUser(key)}`);
  if (!row) return null;
  return {
    id: row.id as number,
    organization: { id: row.organization_id as number, name: row.organization_name as string },
    values: JSON.parse(row.values as string) as FieldValues,
    lastOperationId: row.seen as number,
  };
}

/** The next id that an end user gets: nobody else gets it any more. */
export async function reserveEndUserId(tx: Transaction): Promise<number> {
  const [row] = await tx.execute(sql`select nextval('end_user_id')::float8 as id`);
  return row?.id as number;
}

/** Whether `takeEndUserId` gave this id, or an import, and nobody in this workspace ever had it. */
export async function isEndUserIdUnused(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
): Promise<boolean> {
  const [row] = await tx.execute(sql`
    select ${endUserId}::bigint between 1 and (select last_value from end_user_id)
      and not exists (select from end_user where workspace_id = ${workspaceId} and id = ${endUserId}::bigint)
      and not exists (select from change where workspace_id = ${workspaceId} and end_user_id = ${endUserId}::bigint)
      as free`);
  return row?.free as boolean;
}

export type EndUserInsert = EndUserKey & {
  readonly organizationId: number;
  readonly values: Partial<FieldValues>;
  readonly operationId: number;
};

/** Without a row in the history of changes, as those whom an import creates. */
export async function insertEndUser(tx: Transaction, added: EndUserInsert): Promise<void> {
  const { workspaceId, endUserId, organizationId, operationId } = added;
  const given = fields.filter((field) => added.values[field] != null);
  await tx.execute(sql`
    insert into end_user (${sql.raw(['workspace_id', 'id', 'organization_id', 'created_in', ...given].join(', '))})
    values (${sql.join(
      [
        sql`${workspaceId}, ${endUserId}::bigint, ${organizationId}::bigint, ${operationId}::bigint`,
        ...given.map((field) => valueFor(field, added.values[field] ?? null)),
      ],
      sql`, `,
    )})`);
}

/** Gives these fields these values, and writes down what they were before. */
export async function updateEndUser(
  tx: Transaction,
  key: EndUserKey,
  operationId: number,
  values: Partial<FieldValues>,
): Promise<void> {
  const given = fields
    .filter((field) => field in values)
    .map((field) => [field, values[field] ?? null] as const);
  const before = given.map(([field]) => sql.raw(`'${field}', e.${field}`));
  const after = given.map(([field, value]) => sql`${sql.raw(`'${field}'`)}, ${valueFor(field, value)}`);
  await tx.execute(sql`
    insert into change (workspace_id, operation_id, end_user_id, before, after)
    select e.workspace_id, ${operationId}::bigint, e.id,
      jsonb_build_object(${sql.join(before, sql`, `)}), jsonb_build_object(${sql.join(after, sql`, `)})
    from end_user e where ${isEndUser(key)}`);
  const set = given.map(([field, value]) => sql`${sql.raw(field)} = ${valueFor(field, value)}`);
  await tx.execute(sql`
    update end_user e set ${sql.join(set, sql`, `)}, updated_at = now() where ${isEndUser(key)}`);
}

/** As text first: the driver would write JSON of its own for a parameter of another type. */
const valueFor = (field: Field, value: string | null): SQL =>
  sql`${value}::text::${sql.raw(typeOf.get(field) ?? 'text')}`;

/** A JSON object as the database gives it back. */
export async function toStoredJson(tx: Transaction, json: string): Promise<string> {
  const [row] = await tx.execute(sql`select ${json}::text::jsonb::text as kept`);
  return row?.kept as string;
}
