// Store of end users, one at a time and by search; the engine in src/import handles them by the file.
import { type SQL, sql } from 'drizzle-orm';
import { columns, type Field, fields } from '../model/columns.ts';
import type { EndUser, EndUserKey, FieldValues, FoundEndUser } from '../model/end-user.ts';
import type { Transaction } from './database.ts';

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
    seen: row.seen as number,
  };
}

/**
 * At most `limit` end users, the best hit first, and how many there are in all: by id, by every word in name or
 * e-mail, in any case, or by digits in a row of a phone number.
 *
 * It reads all end users of the workspace, once: an index for parts of words needs an extension of Postgres.
 */
export async function searchEndUsers(
  tx: Transaction,
  workspaceId: string,
  search: string,
  limit: number,
): Promise<{ endUsers: FoundEndUser[]; total: number }> {
  const words = search.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return { endUsers: [], total: 0 };
  const whole = words.join(' ');
  const tests = [hasWords(words), ...hasId(whole), ...hasPhone(whole)];
  const rank = sql`case ${hasId(whole).map((test) => sql`when ${test} then 0`)[0] ?? sql``}
    when ${isLike(escaped(whole))} then 1 when ${isLike(`${escaped(whole)}%`)} then 2 else 3 end`;
  const rows = await tx.execute(sql`
    with hit as materialized (
      select e.id, ${rank} as rank from end_user e
      where e.workspace_id = ${workspaceId} and (${sql.join(tests, sql` or `)})
    )
    select e.id::float8 as id, e.name, e.email, o.name as "organizationName",
      (select count(*) from hit)::float8 as total
    from (select id, rank from hit order by rank, id limit ${limit}) best
    join end_user e on e.workspace_id = ${workspaceId} and e.id = best.id
    join organization o on o.workspace_id = e.workspace_id and o.id = e.organization_id
    order by best.rank, best.id`);
  const found = rows as unknown as (FoundEndUser & { total: number })[];
  return { endUsers: found.map(({ total: _, ...endUser }) => endUser), total: found[0]?.total ?? 0 };
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Name or e-mail. Of ASCII letters the simplest collation knows both cases, in half the time. */
function isLike(pattern: string): SQL {
  const how = sql.raw(/^[\x20-\x7e]*$/.test(pattern) ? 'collate "C"' : '');
  return sql`(e.name ${how} ilike ${pattern} or e.email ${how} ilike ${pattern})`;
}

const hasWords = (words: readonly string[]): SQL =>
  sql`(${sql.join(
    words.map((word) => isLike(`%${escaped(word)}%`)),
    sql` and `,
  )})`;

function hasId(text: string): SQL[] {
  return /^\d{1,15}$/.test(text) ? [sql`e.id = ${Number(text)}::bigint`] : [];
}

/** Three digits at least, and nothing but what people write into phone numbers. */
function hasPhone(text: string): SQL[] {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 3 || !/^[\d\s()+./x-]+$/i.test(text)) return [];
  // The first test is cheap and leaves few for the second: the digits in this order, and then nothing between them.
  const inOrder = `%${[...digits].join('%')}%`;
  return ['phone', 'mobile'].map((name) => {
    const column = sql.raw(`e.${name} collate "C"`);
    return sql`(${column} like ${inOrder} and regexp_replace(${column}, '[^0-9]', '', 'g') like ${`%${digits}%`})`;
  });
}

/** The next id that an end user gets: nobody else gets it any more. */
export async function takeEndUserId(tx: Transaction): Promise<number> {
  const [row] = await tx.execute(sql`select nextval('end_user_id')::float8 as id`);
  return row?.id as number;
}

/** Whether `takeEndUserId` gave this id, or an import, and nobody in this workspace ever had it. */
export async function isEndUserIdFree(
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

export type NewEndUser = EndUserKey & {
  readonly organizationId: number;
  readonly values: Partial<FieldValues>;
  readonly operationId: number;
};

/** Without a row in the history of changes, as those whom an import creates. */
export async function insertEndUser(tx: Transaction, added: NewEndUser): Promise<void> {
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
export async function asKept(tx: Transaction, json: string): Promise<string> {
  const [row] = await tx.execute(sql`select ${json}::text::jsonb::text as kept`);
  return row?.kept as string;
}
