// Finds what is stored about one end user: the texts to recognize them by, and the lines of files that are about them.
import { type SQL, sql } from 'drizzle-orm';
import { emailKey, nameKey } from '../db/duplicate-keys.ts';
import { executeOne } from '../db/execute-one.ts';
import { history } from '../db/history.ts';
import type { Transaction } from '../db/transaction.ts';
import { columnFields } from '../model/columns.ts';
import type { EndUserKey } from '../model/end-user.ts';
import { recognizable } from '../model/without-person.ts';

export type Traces = EndUserKey & {
  /** Current and earlier values of theirs, as `recognizable` makes them. */
  readonly texts: readonly string[];
  /** Their emails that nobody else has, and all of them, as `emailKey` makes them. */
  readonly ownEmails: readonly string[];
  readonly emails: readonly string[];
  /** As `nameKey` makes them. */
  readonly names: readonly string[];
  /** The imports that are about them, each with the lines of its file, where these are known. */
  readonly lines: ReadonlyMap<number, ReadonlySet<number>>;
};

/** The values of an end user as they are and as they were: `values`, objects by field. */
const versionsOf = ({ workspaceId, endUserId }: EndUserKey): SQL => sql`
  select to_jsonb(e) as values from end_user e where e.workspace_id = ${workspaceId} and e.id = ${endUserId}::bigint
  union all
  select v.values from ${history} c cross join lateral (values (c.before), (c.after)) v (values)
  where c.workspace_id = ${workspaceId} and c.end_user_id = ${endUserId}::bigint and v.values is not null`;

/** @returns null when nothing is stored about them, not even in the history */
export async function findTraces(tx: Transaction, key: EndUserKey): Promise<Traces | null> {
  const versions = await tx.execute<{ values: Record<string, unknown> }>(versionsOf(key));
  if (versions.length === 0) return null;
  const texts = versions.flatMap(({ values }) => columnFields.flatMap((field) => textsIn(values[field])));
  const keys = await findKeys(tx, key);
  const rows = await tx.execute<{ importId: number; line: number | null }>(linesOf({ ...key, ...keys }));
  const lines = new Map<number, Set<number>>();
  for (const { importId, line } of rows) {
    const known = lines.get(importId) ?? new Set();
    lines.set(importId, line === null ? known : known.add(line));
  }
  const recognized = texts.map(recognizable).filter((text) => text !== null);
  return { ...key, ...keys, texts: [...new Set(recognized)], lines };
}

/** Yes and no tell nobody from others. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

type Keys = Pick<Traces, 'ownEmails' | 'emails' | 'names'>;

/** A mailbox that others have as well says nothing about whom a row is about. */
function findKeys(tx: Transaction, key: EndUserKey): Promise<Keys> {
  return executeOne<Keys>(
    tx,
    sql`
    with version as (
      select v.values ->> 'email' as email, v.values ->> 'name' as name from (${versionsOf(key)}) v
    ),
    email as (select distinct ${emailKey('v')} as email from version v where v.email <> '')
    select coalesce((select json_agg(email) from email), '[]') as emails,
      coalesce((select json_agg(m.email) from email m where not exists (
        select from end_user e where e.workspace_id = ${key.workspaceId} and e.id <> ${key.endUserId}::bigint
          and ${emailKey('e')} = m.email)), '[]') as "ownEmails",
      coalesce((select json_agg(distinct ${nameKey('v')}) from version v where v.name <> ''), '[]') as names`,
  );
}

/**
 * Whether a row of a file, `t`, is about them although no id says so: it has their email, which nobody else has, or their
 * name and no other email.
 */
export const looksLikePerson = ({ ownEmails, emails, names }: Keys): SQL => sql`(
  ${emailKey('t')} = any(${arrayOf(ownEmails)})
  or ${nameKey('t')} = any(${arrayOf(names)})
    and (coalesce(t.email, '') = '' or ${emails.length === 0} or ${emailKey('t')} = any(${arrayOf(emails)})))`;

/** An array as a parameter: the driver would send one of several elements as several parameters. */
export const arrayOf = (texts: readonly string[]): SQL =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;

/** A text as Postgres writes it in jsonb. */
export const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The row of the left-out rows, `l`, as `t`. */
const leftOut = sql`left_out_row l cross join lateral (
  select l.cells ->> 'email' as email, l.cells ->> 'name' as name, (l.cells ->> 'contact_id')::bigint as contact_id) t`;

/** A query for the left-out rows that are about them: `import_id` and `line`. */
export const leftOutRowsOf = ({ workspaceId, endUserId, ...keys }: EndUserKey & Keys): SQL => sql`
  select l.import_id, l.line from ${leftOut}
  where l.workspace_id = ${workspaceId} and (
    t.contact_id = ${endUserId}::bigint
    or exists (
      select from import_ref r where r.workspace_id = l.workspace_id and r.import_id = l.import_id and r.line = l.line
        and r.end_user_id = ${endUserId}::bigint)
    or ${looksLikePerson(keys)} and not exists (
      select from end_user k where k.workspace_id = l.workspace_id and k.id = t.contact_id))`;

const linesOf = (key: EndUserKey & Keys): SQL => {
  const { workspaceId, endUserId } = key;
  const operationsOf = sql`operation o where o.workspace_id = ${workspaceId} and o.import_id is not null and o.id`;
  return sql`
    with created as (
      select e.created_in, e.created_line from end_user e
      where e.workspace_id = ${workspaceId} and e.id = ${endUserId}::bigint
      union
      select c.created_in, (c.before ->> 'created_line')::integer from ${history} c
      where c.workspace_id = ${workspaceId} and c.end_user_id = ${endUserId}::bigint and c.after is null
    )
    select i.import_id::float8 as "importId", i.line from (
      select o.import_id, w.created_line from created w, ${operationsOf} = w.created_in
      union
      select o.import_id, c.line from ${history} c, ${operationsOf} = c.operation_id
        and c.workspace_id = o.workspace_id and c.end_user_id = ${endUserId}::bigint
      union
      select r.import_id, r.line from import_ref r
      where r.workspace_id = ${workspaceId} and r.end_user_id = ${endUserId}::bigint
      union
      ${leftOutRowsOf(key)}
    ) i (import_id, line)`;
};
