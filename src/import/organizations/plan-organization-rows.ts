// Plans the rows of a file about organizations, as plan-rows.ts does for end users: into a table with the same columns, so that
// counts, fingerprints, and problem files are those of any plan.
import { type SQL, sql } from 'drizzle-orm';
import { withoutNestedLoops } from '../../db/bulk-planner-settings.ts';
import { isAfterSnapshot } from '../../db/operations.ts';
import { nearOrganizationKey, organizationKey } from '../../db/organization-key.ts';
import type { Transaction } from '../../db/transaction.ts';
import { organizationNameLimit } from '../../model/organization.ts';
import type { PlanRules } from '../plan/rules.ts';
import { archivedBit, bitOf } from '../stage/masks.ts';
import { rowTable, takeOver } from '../stage/stage.ts';

const nameBit = sql.raw(String(bitOf('name')));

/** A name as it is stored: without white space around it, and with single spaces in it. */
const asStored = (name: SQL): SQL =>
  sql`nullif(btrim(regexp_replace(normalize(${name}, nfc), '\\s+', ' ', 'g')), '')`;

/**
 * Creates the table, see `planRows`. `organization_id` is the organization that a row changes, null for a new one; `changed` has
 * the bits of `name` and `archived`; `name` is the name that it gets.
 */
export async function planOrganizationRows(
  tx: Transaction,
  table: SQL,
  kind: 'unlogged' | 'temporary',
  rules: PlanRules,
): Promise<void> {
  const onCommit = sql.raw(kind === 'temporary' ? 'on commit drop' : '');
  const create = sql`create ${sql.raw(kind)} table ${table} ${onCommit} as ${plannedRows(rules)}`;
  // The parts of the query have no statistics: for thousands of rows, nested loops would take minutes.
  await withoutNestedLoops(tx, () => tx.execute(create));
  await tx.execute(sql`analyze ${table}`);
  if (kind === 'unlogged') await takeOver(tx, 'plan', rules.importId);
}

/** The name that the export has, from which the file was made; null without one. */
const baseName = ({ workspaceId, snapshot }: PlanRules): SQL =>
  snapshot === null
    ? sql`null::text`
    : sql`coalesce((
        select c.before ->> 'name' from organization_change c
        join operation p on p.workspace_id = c.workspace_id and p.id = c.operation_id
        where c.workspace_id = ${workspaceId} and c.organization_id = t.found and c.before ? 'name'
          and ${isAfterSnapshot(sql`p`, snapshot)}
        order by c.operation_id limit 1), t.now)`;

/** The problem of a row, as a sentence for the member: what is wrong with it, or the choice that leaves it out. */
function problemOf({ redacted, choices }: PlanRules): SQL {
  const lines = (list: string) => sql.raw(`'lines ' || array_to_string(${list}, ', ')`);
  const quotedName = sql`'"' || left(d.name, 80) || '"'`;
  const taken = redacted
    ? sql`'another organization has this name'`
    : sql`${quotedName} || ' is the name of organization ' || d.taken_by`;
  const unknown =
    choices.unknownIds === 'create'
      ? sql``
      : sql`when d.is_unknown then 'organization ' || d.customer_id || ' doesn''t exist'`;
  const near = choices.lookAlikes === 'create' ? sql`` : sql`when d.looks_like is not null then d.looks_like`;
  const archived =
    choices.archived === 'restore'
      ? sql``
      : sql`when d.of_archived then 'organization ' || d.found || ' is archived'`;
  return sql`case
    when d.problem is not null then d.problem
    when d.differ then 'the same organization is on ' || ${lines('d.lines')} || ' with different values: keep one of these lines'
    when d.is_ambiguous then 'several organizations are named ' || ${quotedName} || ': fill in the customer_id of the one you mean'
    when d.is_damaged then 'business_name ' || ${quotedName} || ' was damaged: write the name'
    ${unknown}
    when length(d.name) > ${organizationNameLimit} then 'business_name has ' || length(d.name) || ' characters, but the limit is ${sql.raw(String(organizationNameLimit))}'
    when d.found is null and d.turned is not null
      then 'there is no organization to ' || case when d.turned then 'archive' else 'restore' end
    when d.found is null and d.name is null then 'business_name is empty'
    when d.taken_by is not null then ${taken}
    when d.same_name is not null then ${lines('d.same_name')} || ' would give several organizations the same name'
    ${near} ${archived} end`;
}

function plannedRows(rules: PlanRules): SQL {
  const { workspaceId, importId, choices, redacted } = rules;
  const name = asStored(sql`s.organization`);
  const looksLikeStored = redacted ? sql`'an existing organization'` : sql`left(o.name, 60) || ' · ' || o.id`;
  return sql`
    with stored as materialized (
      select o.id, o.name, o.archived, ${organizationKey(sql`o.name`)} as key, ${nearOrganizationKey(sql`o.name`)} as near
      from organization o where o.workspace_id = ${workspaceId}
    ),
    by_key as materialized (select key, min(id) as id, count(*) as organizations from stored group by key),
    by_near as materialized (
      select near, array_agg(id order by archived, id) as ids from stored where near <> '' group by near
    ),
    given as materialized (
      select s.line, s.problem, s.customer_id, s.archived::boolean as turned, ${name} as name,
        ${organizationKey(name)} as key, nullif(${nearOrganizationKey(name)}, '') as near,
        s.marks is not null and s.marks::jsonb ? 'organization' as is_damaged
      from ${rowTable(importId)} s
    ),
    target as materialized (
      select g.*, o.id as found, o.name as now, o.archived, coalesce(k.organizations > 1, false) as is_ambiguous,
        coalesce(coalesce(g.customer_id, o.id)::text, 'name ' || g.key) as who
      from given g
      left join by_key k on k.key = g.key and g.customer_id is null
      left join stored o on o.id = coalesce(g.customer_id, case when k.organizations = 1 then k.id end)
    ),
    repeats as materialized (
      select who, min(line) as first_line, (array_agg(line order by line))[1:5] as lines,
        count(distinct row(problem, key, turned)::text) > 1 as differ
      from target group by who having count(*) > 1
    ),
    edited as materialized (
      select t.*, r.first_line, r.lines, coalesce(r.differ, false) as differ, b.base,
        t.found is null and t.customer_id is not null as is_unknown,
        t.name is not null and not t.is_damaged and (t.found is null or t.customer_id is not null and t.name is distinct from ${asStored(sql`t.now`)}) as is_other
      from target t left join repeats r on r.who = t.who
      cross join lateral (select ${asStored(baseName(rules))} as base) b
    ),
    merged as materialized (
      select e.*, e.found is not null and e.is_other and e.name = e.base as is_stale,
        e.found is not null and e.is_other and e.name <> e.base and e.base is distinct from ${asStored(sql`e.now`)} as is_conflict
      from edited e
    ),
    named as materialized (
      select m.*, coalesce(m.is_conflict, false) as conflict, coalesce(m.is_stale, false) as stale,
        m.is_other and m.is_stale is not true and (m.is_conflict is not true or ${choices.conflicts === 'use file'}) as gets_name
      from merged m
    ),
    same as materialized (
      select key, (array_agg(line order by line))[1:5] as lines from named
      where gets_name and problem is null and not differ group by key having count(distinct who) > 1
    ),
    near_lines as materialized (
      select near, array_agg(distinct who) as whos, min(line) as line from named
      where gets_name and problem is null and not differ and near is not null group by near having count(distinct who) > 1
    ),
    judged as materialized (
      select n.*, s.lines as same_name,
        case when n.gets_name and k.id <> coalesce(n.found, 0) then k.id end as taken_by,
        case when n.gets_name then coalesce(near.id, case when twins.line < n.line and s.key is null then twins.line end) end as candidate,
        case when n.gets_name then left(n.name, 60) || ' looks like ' || coalesce(near.text,
          case when twins.line < n.line and s.key is null then 'line ' || twins.line end) end as looks_like,
        n.found is not null and n.archived and n.turned is null and n.gets_name as of_archived
      from named n
      left join same s on s.key = n.key and n.gets_name
      left join near_lines twins on twins.near = n.near
      left join by_key k on k.key = n.key
      left join by_near b on b.near = n.near
      left join lateral (
        select o.id, ${looksLikeStored} || case when o.archived then ', which is archived' else '' end as text
        from stored o where o.id = any(b.ids) and o.id is distinct from n.found
        order by array_position(b.ids, o.id) limit 1
      ) near on n.gets_name
    ),
    outcome as materialized (
      select d.*, ${problemOf(rules)} as reason,
        case when d.gets_name then ${nameBit} else 0 end
          + case when d.found is not null and (d.turned <> d.archived or d.of_archived and ${choices.archived === 'restore'})
              then ${archivedBit} else 0 end as mask
      from judged d
    )
    select o.line,
      case when o.reason is not null then 'left out' when o.first_line < o.line then 'unchanged'
           when o.found is null then 'create' when o.mask = 0 then 'unchanged' else 'update' end as action,
      null::bigint as end_user_id, o.found as organization_id, o.mask as changed, 0 as emptied,
      case when o.conflict then ${nameBit} else 0 end as conflicts, 0 as older,
      case when o.stale then ${nameBit} else 0 end as stale, 0 as damaged, null::jsonb as custom,
      case when o.found is not null and o.mask <> 0 then hashtextextended(row(o.now, o.archived)::text, 0) end as present,
      o.reason as problem, null::text as note, o.candidate as duplicate_candidate, o.looks_like,
      o.first_line as same_as, o.is_unknown and o.problem is null and not o.differ as unknown, null::text as someone_else,
      case when o.mask & ${archivedBit} <> 0 then case when o.archived then 'restore' else 'archive' end end as turn,
      null::bigint as moved_from,
      coalesce(o.of_archived, false) as of_archived, null::text as unselected, null::integer as unselected_cells,
      o.name, o.now, o.base
    from outcome o`;
}
