// Finds rows that would leave two end users who look alike, although nobody of today does: what would be there after
// applying decides. An end user whose row is held back keeps what they have.
//
// - An update to the email, or to the name and phone, of another end user of the organization, or of another row, is held
//   back like other rows that would turn an end user into someone else. So is a move to an organization that has one.
// - A new row that would look like an updated end user is a duplicate candidate.
import { type SQL, sql } from 'drizzle-orm';
import { keyIn } from '../../db/duplicate-keys.ts';
import { keyOf } from '../../db/schema/text-key.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Field } from '../../model/columns.ts';
import { bitOf, maskHas } from '../stage/masks.ts';
import { rowTable } from '../stage/stage.ts';
import {
  emailIn,
  givenUpEmails,
  hasPhone,
  namesakesWithPhone,
  newRows,
  phoneKeys,
} from './duplicate-candidates.ts';
import { endUserLabel } from './label-end-user.ts';
import { looksLikeWhom } from './row-problems.ts';
import type { PlanRules } from './rules.ts';
import { mark } from './someone-else.ts';

/**
 * A temporary table of the keys that an update would give its end user (`is_gained`) or take away: of the email (`kind` is
 * `e`), or of the name and a phone (`p`). `text_key`: that of the email or the name, in any organization. `is_held`: whether the row is held back, so that the end user keeps their keys.
 */
const movedKeys = sql.raw('moved_key');

/** A temporary table: `key`, which two end users would have, and `holder`, the end user who has it and keeps it, if any. */
const sharedKeys = sql.raw('shared_key');

const maskOfAny = (fields: readonly Field[]): SQL =>
  sql.raw(String(fields.reduce((bits, field) => bits | bitOf(field), 0)));

const ofEmail = maskOfAny(['email', 'organization_id']);
const ofPhone = maskOfAny(['name', 'phone', 'mobile', 'organization_id']);

type Kinds = { readonly email: boolean; readonly phone: boolean };

/**
 * Sets `someone_else` of updates, see `markSomeoneElse`; `duplicate_candidate` and `looks_like` of new rows.
 *
 * @param table the planned rows, see plan-rows.ts: with everything else that holds rows back
 */
export async function markDuplicatesAfterwards(tx: Transaction, table: SQL, rules: PlanRules): Promise<void> {
  const isMoved = (mask: SQL): SQL =>
    sql`exists (select from ${table} p where ${isUpdate} and p.changed & ${mask} <> 0)`;
  const [moved] = await tx.execute<Kinds & { givenUp: boolean }>(sql`
    select ${isMoved(ofEmail)} as email, ${isMoved(ofPhone)} as phone,
      exists (select from ${givenUpEmails}) as "givenUp"`);
  const kinds = moved!;
  if (!kinds.email && !kinds.phone && !kinds.givenUp) return;
  await createMovedKeys(tx, table, rules);
  await createSharedKeys(tx, kinds, rules);
  await mark(tx, table, rules, updatesToSharedKeys(table, rules));
  await markNewRows(tx, table, rules);
  await tx.execute(sql`drop table ${movedKeys}, ${sharedKeys}`);
}

/** Whether a planned row is an update, also if it is held back. */
const isUpdate = sql.raw(`(p.action = 'update' or p.someone_else is not null)`);

async function createMovedKeys(
  tx: Transaction,
  table: SQL,
  { workspaceId, importId }: PlanRules,
): Promise<void> {
  const after = (field: Field): SQL => {
    const name = sql.raw(field);
    return sql`case when ${maskHas('p.changed', field)} then s.${name} else e.${name} end as ${name}`;
  };
  await tx.execute(sql`
    create temporary table ${movedKeys} on commit drop as
    with mover as materialized (
      select p.line, p.changed, p.someone_else is not null as is_held, e.id, e.organization_id as had_organization,
        case when p.moved_from is null then e.organization_id else p.organization_id end as organization_id, e.email as had_email, e.name as had_name, e.phone as had_phone, e.mobile as had_mobile,
        ${after('email')}, ${after('name')}, ${after('phone')}, ${after('mobile')}
      from ${table} p join ${rowTable(importId)} s using (line)
      join end_user e on e.workspace_id = ${workspaceId} and e.id = p.end_user_id
      where ${isUpdate} and p.changed & (${ofEmail} | ${ofPhone}) <> 0
    ),
    state as (
      select line, changed, is_held, id, organization_id, true as is_after, email, name, phone, mobile from mover
      union all
      select line, changed, is_held, id, had_organization, false, had_email, had_name, had_phone, had_mobile from mover
    ),
    with_email as (
      select m.*, ${keyOf('m.email')} as text_key from state m where m.changed & ${ofEmail} <> 0 and m.email <> ''
    ),
    with_phone as (
      select m.*, ${keyOf('m.name')} as name_key
      from state m where m.changed & ${ofPhone} <> 0 and m.name <> '' and ${hasPhone('m')}
    ),
    of_state as (
      select line, is_held, id, is_after, organization_id, 'e' as kind, ${keyIn('m.organization_id', sql`m.text_key`)} as key,
        text_key
      from with_email m where text_key is not null
      union all
      select line, is_held, id, is_after, organization_id, 'p', of_row.key, name_key
      from with_phone m cross join ${phoneKeys('m')}
    )
    select line, is_held, id as end_user_id, organization_id, kind, key, text_key, bool_and(is_after) as is_gained
    from of_state group by line, is_held, id, organization_id, kind, key, text_key
    having bool_and(is_after) = bool_or(is_after)`);
  await tx.execute(sql`analyze ${movedKeys}`);
}

async function createSharedKeys(tx: Transaction, kinds: Kinds, { workspaceId }: PlanRules): Promise<void> {
  const none = sql`select null::bigint as id, null::bigint as key where false`;
  const emails = sql`
      select e.id, k.key from end_user e
      cross join lateral (select ${emailIn('e')} as key) k
      where e.workspace_id = ${workspaceId} and k.key in (select key from gained)
        and e.email_key in (select text_key from ${movedKeys} where is_gained and kind = 'e')`;
  const names = sql`(
        select distinct organization_id, text_key as name_key from ${movedKeys} where is_gained and kind = 'p')`;
  const phones = sql`
      select e.id, of_row.key from ${namesakesWithPhone(workspaceId, names)}
      cross join ${phoneKeys('e')} where of_row.key in (select key from gained)`;
  await tx.execute(sql`
    create temporary table ${sharedKeys} on commit drop as
    with recursive gained as materialized (
      select key, count(*) as times from ${movedKeys} where is_gained group by key
    ),
    had as materialized (
      select h.id, h.key, m.line as moved_in, m.is_held
      from (${kinds.email ? emails : none} union all ${kinds.phone ? phones : none}) h
      left join ${movedKeys} m on m.end_user_id = h.id and m.key = h.key
    ),
    edge as materialized (
      -- Whoever doesn't get one key keeps the other.
      select distinct g.key as wanted, k.key as kept
      from ${movedKeys} g join ${movedKeys} k using (line)
      where g.is_gained and not k.is_gained and k.key in (select key from gained)
    ),
    direct as (
      select key from gained where times > 1
      union
      select key from had where moved_in is null or is_held
    ),
    shared (key) as (
      select key from direct
      union
      select edge.kept from shared join edge on edge.wanted = shared.key
    )
    select shared.key, min(had.id) as holder
    from shared
    left join had on had.key = shared.key and (had.moved_in is null or had.is_held or had.moved_in in (
      select g.line from ${movedKeys} g join shared s on s.key = g.key where g.is_gained))
    group by shared.key`);
  await tx.execute(sql`
    update ${movedKeys} m set is_held = true
    from (select distinct g.line from ${movedKeys} g join ${sharedKeys} using (key) where g.is_gained) held
    where held.line = m.line and not m.is_held`);
}

/** A query for `line` and `reason`: with both sides of the match. */
const updatesToSharedKeys = (table: SQL, rules: PlanRules): SQL => sql`
  select found.line, case
      when found.other_line is null and found.kind = 'e' then 'has the email of another end user of the ' || found.which
      when found.other_line is null then 'has the name and phone of another end user of the ' || found.which
      when found.kind = 'e' then 'would have the same email as line ' || found.other_line || ', '
      else 'would have the same name and phone as line ' || found.other_line || ', '
    end || ${endUserLabel('other', rules)} as reason
  from (
    select distinct on (m.line) m.line, m.kind,
      case when p.moved_from is null then 'organization, ' else 'new organization, ' end as which, case when k.holder is null then other.line end as other_line,
      coalesce(k.holder, other.end_user_id) as other_id
    from ${movedKeys} m
    join ${table} p using (line)
    join ${sharedKeys} k using (key)
    join (
      select key, min(line) as first, max(line) as last from ${movedKeys} where is_gained group by key
    ) l using (key)
    join ${movedKeys} other on other.key = m.key and other.is_gained
      and other.line = case when m.line = l.first then l.last else l.first end
    where m.is_gained
    order by m.line, m.kind
  ) found
  join end_user other on other.workspace_id = ${rules.workspaceId} and other.id = found.other_id`;

/** New rows that would look like someone whom an update changes, or who keeps an email that their row would change. */
async function markNewRows(tx: Transaction, table: SQL, rules: PlanRules): Promise<void> {
  const { choices, workspaceId, importId } = rules;
  const whom = sql`case when l.line is null then '' else 'line ' || l.line || ', ' end || ${endUserLabel('other', rules)}`;
  const isWritten = choices.otherPeople === 'write' ? sql`true` : sql`not m.is_held`;
  const leftOut =
    choices.lookAlikes === 'create' ? sql`` : sql`, action = 'left out', problem = found.looks_like`;
  await tx.execute(sql`
    update ${table} p
    set duplicate_candidate = found.end_user_id, looks_like = found.looks_like ${leftOut}
    from (
      with taken as materialized (
        select distinct on (key) key, kind, organization_id, text_key, line, end_user_id
        from ${movedKeys} m where m.is_gained and ${isWritten} order by key, line
      ),
      kept as (
        select g.key, min(g.end_user_id) as end_user_id from ${givenUpEmails} g
        left join ${movedKeys} m on m.end_user_id = g.end_user_id and m.key = g.key
        where m.line is null or not ${isWritten} group by g.key
      ),
      matching as (
        select n.line as new_line, t.kind, t.line, t.end_user_id
        from ${newRows} n join taken t on t.key = ${emailIn('n')} and t.kind = 'e'
        union all
        select n.line, 'e', null, k.end_user_id from ${newRows} n join kept k on k.key = ${emailIn('n')}
        union all
        select n.line, t.kind, t.line, t.end_user_id
        from ${newRows} n join (
          select distinct organization_id, text_key as name_key from taken where kind = 'p'
        ) of_name using (organization_id, name_key)
        cross join ${phoneKeys('n')} join taken t on t.key = of_row.key and t.kind = 'p'
      )
      select l.new_line, l.end_user_id, ${looksLikeWhom(whom)} as looks_like
      from (
        select distinct on (new_line) *, case kind when 'e' then 'same email' else 'same name and phone' end as why
        from matching order by new_line, kind, line
      ) l
      join ${rowTable(importId)} s on s.line = l.new_line
      join end_user other on other.workspace_id = ${workspaceId} and other.id = l.end_user_id
    ) found
    where p.line = found.new_line and p.action <> 'left out' and p.end_user_id is null
      and p.duplicate_candidate is null`);
}
