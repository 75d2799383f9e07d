// Searches end users by id, old id, name, email, or phone number.
import { type SQL, sql } from 'drizzle-orm';
import type { EndUserSummary } from '../model/end-user.ts';
import { isOfArchivedOrganization } from './archived-organizations.ts';
import { hasOldId, oldIdsOfEndUser } from './old-ids-of-end-user.ts';
import type { Range } from './range.ts';
import type { Transaction } from './transaction.ts';

/** Each word is another comparison with every end user; a name and an email have fewer words. */
const maxWords = 10;

/**
 * At most `limit` end users, best match first, after the first `offset`, and how many match in all. Matches an id, an old id, the words in name or email
 * (all of them, ignoring case and accents), or consecutive digits of a phone number.
 *
 * @param archived whether archived end users, and those of archived organizations, are searched instead of the others; then an empty search matches all
 *
 * Reads all end users of the workspace once: an index for parts of words needs an extension of Postgres.
 */
export async function searchEndUsers(
  tx: Transaction,
  workspaceId: string,
  search: string,
  { limit, offset }: Range,
  archived = false,
): Promise<{ endUsers: EndUserSummary[]; total: number }> {
  const words = [...new Set(search.split(/\s+/).filter((word) => word !== ''))].slice(0, maxWords);
  if (words.length === 0 && !archived) return { endUsers: [], total: 0 };
  const whole = words.join(' ');
  const tests =
    words.length === 0
      ? [sql`true`]
      : [
          hasWords(words),
          ...hasId(whole),
          ...hasId(whole, (id) => hasOldId(workspaceId, id)),
          ...hasPhone(whole),
        ];
  const rank = sql`case ${hasId(whole).map((test) => sql`when ${test} then 0`)[0] ?? sql``}
    ${hasId(whole, (id) => hasOldId(workspaceId, id)).map((test) => sql`when ${test} then 1`)[0] ?? sql``}
    when ${isLike(escaped(whole))} then 1 when ${isLike(`${escaped(whole)}%`)} then 2 else 3 end`;
  const rows = await tx.execute<
    Omit<EndUserSummary, 'oldId'> & { oldIds: number[] | null; total: number }
  >(sql`
    with hit as materialized (
      select e.id, ${rank} as rank from end_user e
      where e.workspace_id = ${workspaceId}
        and (e.archived or ${isOfArchivedOrganization(workspaceId, sql`e.organization_id`)}) = ${archived} and (${sql.join(tests, sql` or `)})
    )
    select e.id::float8 as id, e.name, e.email, o.name as "organizationName", ${oldIdsOfEndUser} as "oldIds",
      (select count(*) from hit)::float8 as total
    from (select id, rank from hit order by rank, id limit ${limit} offset ${offset}) best
    join end_user e on e.workspace_id = ${workspaceId} and e.id = best.id
    join organization o on o.workspace_id = e.workspace_id and o.id = e.organization_id
    order by best.rank, best.id`);
  // The one that was searched for, of several.
  const oldIdOf = (oldIds: readonly number[]) => oldIds.find((oldId) => String(oldId) === whole) ?? oldIds[0];
  return {
    endUsers: rows.map(({ total: _, oldIds, ...endUser }) => {
      const oldId = oldIdOf(oldIds ?? []);
      return oldId === undefined ? endUser : { ...endUser, oldId };
    }),
    total: rows[0]?.total ?? 0,
  };
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const accents = '[\u0300-\u036f]';
const withoutAccents = (text: string): string => text.normalize('NFD').replace(new RegExp(accents, 'g'), '');

/** Compares name and email. */
function isLike(pattern: string): SQL {
  const plain = withoutAccents(pattern);
  return sql`(${isColumnLike(sql`e.name`, plain)} or ${isColumnLike(sql`e.email`, plain)})`;
}

/** Most values are plain ASCII, which needs no accent folding and compares fastest in the simplest collation. */
const isColumnLike = (column: SQL, plain: string): SQL => sql`
  case when octet_length(${column}) = length(${column}) then ${column} collate "C" ilike ${plain}
    else regexp_replace(normalize(${column}, NFD), ${accents}, '', 'g') ilike ${plain} end`;

const hasWords = (words: readonly string[]): SQL =>
  sql`(${sql.join(
    words.map((word) => isLike(`%${escaped(word)}%`)),
    sql` and `,
  )})`;

function hasId(text: string, test: (id: number) => SQL = (id) => sql`e.id = ${id}::bigint`): SQL[] {
  return /^\d{1,15}$/.test(text) ? [test(Number(text))] : [];
}

/** Needs at least three digits, and only characters that people write in phone numbers. */
function hasPhone(text: string): SQL[] {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 3 || !/^[\d\s()+./x-]+$/i.test(text)) return [];
  // The first test (these digits in this order) is cheap and leaves few rows for the second (no digit in between).
  const inOrder = `%${[...digits].join('%')}%`;
  return ['phone', 'mobile'].map((name) => {
    const column = sql.raw(`e.${name} collate "C"`);
    return sql`(${column} like ${inOrder} and regexp_replace(${column}, '[^0-9]', '', 'g') like ${`%${digits}%`})`;
  });
}
