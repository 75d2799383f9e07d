// What would happen to each staged row, in a table of its own: the heart of the import.
//
// It reads the rows and the end users side by side and writes nothing else, so the plan that is shown and the check
// that an approval makes before it writes are the same queries.
import { type SQL, sql } from 'drizzle-orm';
import { forBulk } from '../db/bulk.ts';
import type { Transaction } from '../db/database.ts';
import { columns, type Field, fields } from '../model/columns.ts';
import { rowTable } from './stage.ts';

export type PlanRules = {
  readonly workspaceId: string;
  readonly importId: number;
  /** The organization of new rows that name none; `null` where that is a problem. */
  readonly organizationId: number | null;
};

/**
 * Makes a table with a row per staged row: `line`, `action` ('create', 'update', 'unchanged', 'left out'),
 * `end_user_id` (whom it updates), `organization_id`, `changed` (bits of the fields that would be written),
 * `present` (the values there now, as a hash), `problem` (why it is left out), `look_alike` (the first end user with
 * the same e-mail in the same organization).
 */
export async function planRows(
  tx: Transaction,
  table: SQL,
  kind: 'unlogged' | 'temporary',
  rules: PlanRules,
): Promise<void> {
  await forBulk(tx);
  const ends = sql.raw(kind === 'temporary' ? 'on commit drop' : '');
  await tx.execute(sql`create ${sql.raw(kind)} table ${table} ${ends} as ${judgedRows(rules)}`);
  await tx.execute(sql`analyze ${table}`);
  await tx.execute(markLookAlikes(table, rules));
}

/** The bit that stands for a field in `changed`. */
export const bitOf = (field: Field): number => 1 << fields.indexOf(field);

const kindOf = new Map(columns.map((column) => [column.name as string, column.kind]));

/** The staged cell as the value that the end user's column holds; an empty cell is null. */
export function uploadedValue(field: Field): SQL {
  const kind = kindOf.get(field);
  const cast =
    kind === 'boolean' ? '::boolean' : kind === 'integer' ? '::bigint' : kind === 'json' ? '::jsonb' : '';
  return sql.raw(`nullif(s.${field}, '')${cast}`);
}

/** An empty cell keeps what is here. */
const cellChanges = (field: Field): SQL =>
  sql`(s.${sql.raw(field)} <> '' and ${uploadedValue(field)} is distinct from e.${sql.raw(field)})`;

const cellFilled = (field: Field): SQL => sql.raw(`(s.${field} <> '')`);

const bits = (test: (field: Field) => SQL): SQL =>
  sql.join(
    fields.map((field) => sql`case when ${test(field)} then ${sql.raw(String(bitOf(field)))} else 0 end`),
    sql` + `,
  );

/** The present values of the cells that would change: "now" of the plan, which an approval is held to. */
const presentValues = sql`hashtextextended(concat_ws(E'\\x1f', ${sql.join(
  fields.map((field) =>
    sql.raw(`case when c.changed & ${bitOf(field)} <> 0 then coalesce(e.${field}::text, E'\\x1e') end`),
  ),
  sql`, `,
)}), 0)`;

/** All that a row says, for telling whether two say the same. */
const content = sql.raw(`md5(row(s.customer_id, ${fields.map((field) => `s.${field}`).join(', ')})::text)`);

/**
 * Whom a row means: by contact_id, else by the row of a problem file that it mends, which may have created somebody
 * (`r`). The sign keeps references that created nobody apart from ids.
 */
const meant = sql`coalesce(s.contact_id, r.end_user_id,
  hashtextextended(s.ref_import || '-' || s.ref_line, 0) | (1::bigint << 63))`;

function judgedRows({ workspaceId, importId, organizationId }: PlanRules): SQL {
  const rows = sql`${rowTable(importId)} s
      left join import_ref r on r.workspace_id = ${workspaceId} and r.import_id = s.ref_import
           and r.line = s.ref_line and s.contact_id is null`;
  return sql`
    with means as not materialized (
      select s.line, ${meant} as end_user, ${content} as content from ${rows}
      where s.contact_id is not null or s.ref_import is not null
    ),
    repeated as materialized (
      select end_user from means group by end_user having count(*) > 1
    ),
    repeats as (
      select end_user, min(line) as first_line, count(*) as times, (array_agg(line order by line))[1:5] as lines,
             count(distinct content) > 1 as differ
      from means join repeated using (end_user) group by end_user
    )
    select s.line,
      case when p.problem is not null then 'left out'
           when c.changed = 0 then 'unchanged'
           when e.id is null then 'create'
           else 'update' end as action,
      e.id as end_user_id, o.id as organization_id, c.changed,
      case when e.id is not null and c.changed <> 0 then ${presentValues} end as present,
      p.problem, null::bigint as look_alike
    from ${rows}
    left join end_user e on e.workspace_id = ${workspaceId} and e.id = coalesce(s.contact_id, r.end_user_id)
    left join organization o on o.workspace_id = ${workspaceId}
         and o.id = coalesce(s.customer_id, e.organization_id, ${organizationId}::bigint)
    left join repeats on repeats.end_user = ${meant}
    -- "offset 0" keeps the comparison of the cells from being written out, and so done, wherever it is used.
    cross join lateral (
      select case when repeats.first_line < s.line then 0
                  when e.id is null then ${bits(cellFilled)}
                  else ${bits(cellChanges)} end as changed
      offset 0
    ) c
    cross join lateral (
      select coalesce(s.problem, case
        when repeats.differ then 'the same end user is on lines ' || array_to_string(repeats.lines, ', ')
             || case when repeats.times > 5 then ' …' else '' end || ' with different values'
        when s.contact_id is not null and e.id is null
             then 'contact_id ' || s.contact_id || ' is not known here'
        when s.customer_id is not null and o.id is null
             then 'organization ' || s.customer_id || ' does not exist'
        when s.customer_id <> e.organization_id
             then 'contact_id ' || e.id || ' belongs to organization ' || e.organization_id || ', not to '
             || s.customer_id || ' (an import moves nobody)'
        when o.id is null then 'customer_id is empty, and it is not clear which organization is meant'
        when e.id is null and c.changed = 0 and repeats.first_line is distinct from s.line
             then 'nothing but ids is filled in'
      end) as problem
    ) p`;
}

/** By far most rows have none, so this writes little; with the table's own figures the planner joins well. */
const markLookAlikes = (table: SQL, { workspaceId, importId }: PlanRules): SQL => sql`
  update ${table} p set look_alike = found.id
  from (
    select p.line, min(e.id) as id
    from ${table} p
    join ${rowTable(importId)} s using (line)
    join end_user e on e.workspace_id = ${workspaceId} and e.organization_id = p.organization_id
         and lower(e.email) = lower(s.email)
    where p.action = 'create' and s.email <> ''
    group by p.line
  ) found
  where p.line = found.line`;

/**
 * A plan's rows as one text, independent of their order: two plans with the same fingerprint do the same to the
 * same values. The sum of 64-bit hashes is numeric, so it can't overflow.
 */
export const fingerprintOf = (table: SQL): SQL => sql`
  select count(*) || ':' || coalesce(sum(hashtextextended(
    concat_ws(',', line, action, end_user_id, organization_id, changed, present, problem, look_alike), 0)), 0)
    as fingerprint
  from ${table}`;
