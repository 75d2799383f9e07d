// Finds rows that would turn an end user into someone else: an id alone doesn't decide who a row means.
//
// - The name and the email both differ from those of the end user that the id names, not merely by a part of the name. And
//   from those with which the member started to edit: others may have renamed the end user since.
// - A column is shifted against the others, as when it was sorted alone.
//
// What the row says counts, not what would be written: a name can stay for many reasons.
import { type SQL, sql } from 'drizzle-orm';
import { emailKey, emailKeyOf } from '../../db/duplicate-keys.ts';
import { keyOf } from '../../db/schema/text-key.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Field } from '../../model/columns.ts';
import { markOf } from '../stage/cells.ts';
import { maskHas } from '../stage/masks.ts';
import { rowTable } from '../stage/stage.ts';
import { joinBaseValues } from './base-values.ts';
import { endUserLabel } from './label-end-user.ts';
import type { PlanRules } from './rules.ts';
import { findShiftedColumns, type ShiftedColumn } from './shifted-columns.ts';
import { stagedRows } from './staged-rows.ts';

/**
 * Sets `someone_else` of the planned rows: why the row would turn its end user into someone else, as a sentence for the
 * member; null for all other rows. Unless a member chose to write them, these rows are left out.
 *
 * @param table the planned rows, see plan-rows.ts
 */
export async function markSomeoneElse(tx: Transaction, table: SQL, rules: PlanRules): Promise<void> {
  const withBoth = sql`exists (select from ${table} p where p.action = 'update' and ${isOther('email')} and ${isOther('name')})
    or exists (select from ${rowTable(rules.importId)} s where s.partial_name)`;
  const isKept = sql`exists (select from ${table} p where p.action = 'update' and ${isOther('email')}
    and not ${maskHas('p.changed', 'email')})`;
  const [found] = await tx.execute<{ both: boolean; kept: boolean }>(sql`
    select case when exists (select from ${table} p where p.action = 'update' and ${isOther('email')})
      then ${withBoth} else false end as both, ${isKept} as kept`);
  const { both, kept } = found!;
  if (both) await mark(tx, table, rules, withAnotherNameAndEmail(table, rules));
  if (kept) await mark(tx, table, rules, withKeptEmailOfAnother(table, rules));
  for (const column of await findShiftedColumns(tx, table, rules))
    await mark(tx, table, rules, inShiftedColumn(table, column));
}

/** @param found a query for `line` and `reason` */
export async function mark(tx: Transaction, table: SQL, { choices }: PlanRules, found: SQL): Promise<void> {
  const leftOut =
    choices.otherPeople === 'write' ? sql`` : sql`, action = 'left out', problem = found.reason`;
  await tx.execute(sql`
    update ${table} t set someone_else = found.reason ${leftOut}
    from (${found}) found where t.line = found.line and t.someone_else is null`);
}

/** The words of a name, in lower case and without accents. */
const words = (name: string): SQL =>
  sql.raw(
    `regexp_split_to_array(btrim(regexp_replace(normalize(lower(${name}), NFD), '[\\u0300-\\u036f.]', '', 'g'), ' ,'), '[\\s,;]+')`,
  );

/** Whether the row says another value than the current one and the one that the member started with. */
const isOther = (field: Field): SQL => maskHas('(p.changed | p.conflicts | p.older | p.damaged)', field);

/** Whether the cell says something. A garbled text does; `NULL` doesn't. */
const isSaid = (field: Field): SQL =>
  sql`(${sql.raw(`s.${field}`)} <> '' and (${markOf(field, 'damage')} in ('error', 'no value')) is not true)`;

/** Whether the name of the row is `name`, or one is a part of the other. Of a garbled name, some words are enough. */
const isNameOfRow = (name: string): SQL => sql`(
  ${words(name)} <@ ${words('s.name')} or ${words('s.name')} <@ ${words(name)}
  or ${maskHas('coalesce(s.damaged, 0)', 'name')} and ${words('s.name')} && ${words(name)}
  or spreadsheet_damage(${sql.raw(name)}, s.name) is not null)`;

const isEmailOfRow = (email: string): SQL => sql`${emailKeyOf(email)} = ${emailKey('s')}`;

/** The row says the name and the email that the end user once had: the file is old. */
const isFormerSelf = sql`(${maskHas('p.older', 'name')} and ${maskHas('p.older', 'email')})`;

function withAnotherNameAndEmail(table: SQL, rules: PlanRules): SQL {
  const who = endUserLabel('e', rules);
  const other = rules.redacted ? sql`'someone else'` : sql`left(s.name, 60)`;
  const areWritten = sql`${maskHas('p.changed', 'name')} and ${maskHas('p.changed', 'email')}`;
  return sql`
    select p.line, case when ${areWritten} then 'would turn ' || ${who} || ' into ' || ${other}
             else 'is about ' || ${other} || ', not ' || ${who} end || ': the name and the email both differ' as reason
    from ${table} p join (${stagedRows(rules)}) on s.line = p.line
    join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = p.end_user_id
    ${joinBaseValues(rules)}
    where p.action = 'update' and ${isOther('email')} and (${isOther('name')} or s.partial_name)
      and ${isSaid('name')} and ${isSaid('email')} and not ${isFormerSelf} and coalesce(e.name, e.email) is not null
      and ${isEmailOfRow('e.email')} is not true and ${isEmailOfRow("(b.fields ->> 'email')")} is not true
      and ${isNameOfRow('e.name')} is not true and ${isNameOfRow("(b.fields ->> 'name')")} is not true`;
}

/** Of a row whose email is kept, for example as a conflict. An email that is written is judged by what would be there after. */
const withKeptEmailOfAnother = (table: SQL, rules: PlanRules): SQL => sql`
  select found.line, 'has the email of another end user of the organization, ' || ${endUserLabel('other', rules)} as reason
  from (
    select p.line, min(same.id) as id
    from ${table} p join ${rowTable(rules.importId)} s using (line)
    join end_user e on e.workspace_id = ${rules.workspaceId} and e.id = p.end_user_id
    join end_user same on same.workspace_id = e.workspace_id and same.organization_id = e.organization_id
      and same.id <> e.id and same.email_key = ${keyOf('s.email')}
    where p.action = 'update'
      and ${isOther('email')} and not ${maskHas('p.changed', 'email')} and ${isSaid('email')}
      and ${emailKeyOf("coalesce(e.email, '')")} <> ${emailKey('s')}
    group by p.line
  ) found
  join end_user other on other.workspace_id = ${rules.workspaceId} and other.id = found.id`;

const inShiftedColumn = (table: SQL, { name, isChanged }: ShiftedColumn): SQL => sql`
  select p.line, 'the column ' || ${name}::text || ' is shifted against the others, as when it was sorted alone' as reason
  from ${table} p where p.action = 'update' and ${isChanged}`;
