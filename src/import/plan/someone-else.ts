// Finds rows that would turn an end user into someone else: an id alone doesn't decide who a row means.
//
// - The name and the email both differ from those of the end user that the id names, not merely by a part of the name.
// - A column is shifted against the others, as when it was sorted alone.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { Field } from '../../model/columns.ts';
import { maskHas } from '../stage/masks.ts';
import { plannedUpdates } from './planned-updates.ts';
import type { PlanRules } from './rules.ts';
import { findShiftedColumns } from './shifted-columns.ts';

/**
 * Sets `someone_else` of the planned rows: why the row would turn its end user into someone else, as a sentence for the
 * member; null for all other rows. Unless a member chose to write them, these rows are left out.
 *
 * @param table the planned rows, see plan-rows.ts
 */
export async function markSomeoneElse(tx: Transaction, table: SQL, rules: PlanRules): Promise<void> {
  const isWritten = (field: Field): SQL =>
    sql`exists (select from ${table} p where p.action = 'update' and ${maskHas('p.changed', field)})`;
  const [written] = await tx.execute<{ name: boolean; email: boolean }>(
    sql`select ${isWritten('name')} as name, ${isWritten('email')} as email`,
  );
  const { name, email } = written!;
  if (name && email) await mark(tx, table, rules, withAnotherNameAndEmail(table, rules));
  for (const field of await findShiftedColumns(tx, table, rules))
    await mark(tx, table, rules, inShiftedColumn(table, rules, field));
}

/** @param found a query for `line` and `reason` */
export async function mark(tx: Transaction, table: SQL, { choices }: PlanRules, found: SQL): Promise<void> {
  const leftOut =
    choices.otherPeople === 'write' ? sql`` : sql`, action = 'left out', problem = found.reason`;
  await tx.execute(sql`
    update ${table} t set someone_else = found.reason ${leftOut}
    from (${found}) found where t.line = found.line and t.someone_else is null`);
}

/** An end user, such as `Zoë Weiß · 1077`. */
export const label = (endUser: string, { redacted }: PlanRules): SQL =>
  sql.raw(
    redacted
      ? `'contact_id ' || ${endUser}.id`
      : `left(coalesce(${endUser}.name, ${endUser}.email, '–'), 60) || ' · ' || ${endUser}.id`,
  );

/** The words of a name, in lower case and without accents. */
const words = (name: string): SQL =>
  sql.raw(
    `regexp_split_to_array(btrim(regexp_replace(normalize(lower(${name}), NFD), '[\\u0300-\\u036f.]', '', 'g'), ' ,'), '[\\s,;]+')`,
  );

const emailKey = (email: string): SQL => sql.raw(`lower(btrim(normalize(${email})))`);

const withAnotherNameAndEmail = (table: SQL, rules: PlanRules): SQL => sql`
  select p.line, 'would turn ' || ${label('e', rules)} || ' into ' || ${
    rules.redacted ? sql`'someone else'` : sql`left(s.name, 60)`
  } || ': the name and the email both differ' as reason
  from ${plannedUpdates(table, rules)}
    and ${maskHas('p.changed', 'name')} and ${maskHas('p.changed', 'email')} and s.name <> '' and s.email <> ''
    and coalesce(e.name, e.email) is not null
    and (e.name is null or not (${words('e.name')} <@ ${words('s.name')} or ${words('s.name')} <@ ${words('e.name')}))
    and (e.email is null or ${emailKey('e.email')} <> ${emailKey('s.email')})`;

const inShiftedColumn = (table: SQL, rules: PlanRules, field: Field): SQL => sql`
  select p.line, ${sql.raw(`'the column ${field} is shifted against the others, as when it was sorted alone'`)} as reason
  from ${plannedUpdates(table, rules)} and ${maskHas('p.changed', field)}`;
