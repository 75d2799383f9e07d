// What would happen to each staged row, as one query: the heart of the import.
//
// It reads the rows and the end users side by side and writes nothing, so the plan that is shown and the check that
// an approval makes before it writes are the same query.
import { type SQL, sql } from 'drizzle-orm';
import { columns, type Field, fields } from '../model/columns.ts';
import { rowTable } from './stage.ts';

export type PlanRules = {
  readonly workspaceId: string;
  readonly importId: number;
  /** The organization of new rows that name none; `null` where that is a problem. */
  readonly organizationId: number | null;
};

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

/** The present values of the cells that would change, as one number: "now" of the plan, held to at apply. */
const presentValues = sql`hashtextextended(concat_ws(E'\\x1f', ${sql.join(
  fields.map(
    (field) => sql`case when ${cellChanges(field)} then coalesce(e.${sql.raw(field)}::text, E'\\x1e') end`,
  ),
  sql`, `,
)}), 0)`;

const rowContent = sql.raw(`row(s.customer_id, ${fields.map((field) => `s.${field}`).join(', ')})::text`);

/**
 * A row per staged row: `line`, `action` ('create', 'update', 'unchanged', 'left out'), `end_user_id` (whom it
 * updates), `organization_id`, `changed` (bits of the fields that would be written), `present` (see above),
 * `problem` (why it is left out), `look_alike` (the first end user with the same e-mail in the same organization).
 */
export function planRows({ workspaceId, importId, organizationId }: PlanRules): SQL {
  return sql`
    with meant as materialized (
      -- Whom a row means: by contact_id, else by the problem file's row that it mends and that created somebody.
      select s.line, coalesce(s.contact_id, mended.id) as end_user_id,
             coalesce(coalesce(s.contact_id, mended.id)::text, s.ref_import || '-' || s.ref_line) as same
      from ${rowTable(importId)} s
      left join import_ref r on r.workspace_id = ${workspaceId} and r.import_id = s.ref_import
            and r.line = s.ref_line and s.contact_id is null
      left join end_user mended on mended.workspace_id = ${workspaceId} and mended.id = r.end_user_id
    ),
    repeated as (
      select m.same, min(m.line) as first_line, count(distinct md5(${rowContent})) > 1 as differs,
             (array_agg(m.line order by m.line))[1:5] as lines, count(*) as times
      from meant m join ${rowTable(importId)} s using (line)
      where m.same in (select same from meant where same is not null group by same having count(*) > 1)
      group by m.same
    ),
    judged as materialized (
      select s.line, e.id as end_user_id, o.id as organization_id,
        coalesce(s.problem, case
          when repeated.differs then 'the same end user is on lines ' || array_to_string(repeated.lines, ', ')
               || case when repeated.times > 5 then ' …' else '' end || ' with different values'
          when s.contact_id is not null and e.id is null
               then 'contact_id ' || s.contact_id || ' is not known here'
          when s.customer_id is not null and o.id is null
               then 'organization ' || s.customer_id || ' does not exist'
          when s.customer_id <> e.organization_id
               then 'contact_id ' || e.id || ' belongs to organization ' || e.organization_id || ', not to '
               || s.customer_id || ' (an import moves nobody)'
          when o.id is null then 'customer_id is empty, and it is not clear which organization is meant'
          when e.id is null and (${bits(cellFilled)}) = 0 then 'nothing but ids is filled in'
        end) as problem,
        case when e.id is null then ${bits(cellFilled)}
             when repeated.first_line < s.line then 0
             else ${bits(cellChanges)} end as changed,
        case when e.id is not null then ${presentValues} end as present,
        repeated.first_line < s.line as repeats,
        lower(s.email) as email
      from ${rowTable(importId)} s
      join meant m using (line)
      left join repeated on repeated.same = m.same
      left join end_user e on e.workspace_id = ${workspaceId} and e.id = m.end_user_id
      left join organization o on o.workspace_id = ${workspaceId}
            and o.id = coalesce(s.customer_id, e.organization_id, ${organizationId}::bigint)
    ),
    look_alikes as (
      select j.line, min(e.id) as id
      from judged j
      join end_user e on e.workspace_id = ${workspaceId} and e.organization_id = j.organization_id
           and lower(e.email) = j.email
      where j.end_user_id is null and j.problem is null and j.email <> ''
      group by j.line
    )
    select j.line,
      case when j.problem is not null then 'left out'
           when j.repeats or (j.end_user_id is not null and j.changed = 0) then 'unchanged'
           when j.end_user_id is null then 'create'
           else 'update' end as action,
      j.end_user_id, j.organization_id, j.changed, j.present, j.problem, l.id as look_alike
    from judged j left join look_alikes l using (line)`;
}

/**
 * A plan's rows as one text, independent of their order: two plans with the same fingerprint do the same to the
 * same values. The sum of 64-bit hashes is numeric, so it can't overflow.
 */
export const fingerprintOf = (table: SQL): SQL => sql`
  select count(*) || ':' || coalesce(sum(hashtextextended(
    concat_ws(',', line, action, end_user_id, organization_id, changed, present, problem, look_alike), 0)), 0)
    as fingerprint
  from ${table}`;
