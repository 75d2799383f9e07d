// Finds what a small import or undo looks at.
import { type SQL, sql } from 'drizzle-orm';
import { keyIn } from '../../db/duplicate-keys.ts';
import { executeOne } from '../../db/execute-one.ts';
import { history } from '../../db/history.ts';
import { keyOf } from '../../db/schema/text-key.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Field } from '../../model/columns.ts';
import { bitOf } from '../stage/masks.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import { hasTellingField } from '../undo/counted-changes.ts';
import type { Work } from './work.ts';

/** A temporary table: `id`. */
export const touchedEndUsers = sql.raw('touched_end_user');

/** A temporary table of people who would be new or look different: with what they are told from others by, and the keys. */
export const touchedPeople = sql.raw('touched_person');

export type Touched = {
  /** `unknown`: people who come back, who may be anybody. */
  readonly people: 'none' | 'some' | 'unknown';
  /** The imports whose rows the file fixes. */
  readonly fixes: readonly number[];
};

/** The fields that tell whether end users look like each other, as a mask. */
export const tellingMask = sql.raw(
  String(
    (['name', 'email', 'phone', 'mobile', 'organization_id'] satisfies Field[]).reduce(
      (mask, field) => mask | bitOf(field),
      0,
    ),
  ),
);

export async function touchedByApply(
  tx: Transaction,
  { workspaceId, importId, matchBy }: Work,
): Promise<Touched> {
  const rows = rowTable(importId);
  await tx.execute(sql`
    create temporary table ${touchedEndUsers} on commit drop as
    select id from ${planTable(importId)} p join ${rows} s using (line)
    cross join unnest(array[p.end_user_id, p.duplicate_candidate, s.contact_id]) id where id is not null group by id`);
  const isMatched = matchBy === 'contact_id' ? sql`false` : sql`true`;
  const after = (field: 'email' | 'name' | 'phone' | 'mobile'): SQL =>
    sql.raw(`coalesce(nullif(s.${field}, ''), e.${field}) as ${field}`);
  await tx.execute(sql`
    create temporary table ${touchedPeople} on commit drop as
    select v.*, ${keyIn('v.organization_id', keyOf('v.email'))} as email_key,
      ${keyIn('v.organization_id', keyOf('v.name'))} as name_key
    from (
      select p.organization_id, ${after('email')}, ${after('name')}, ${after('phone')}, ${after('mobile')}
      from ${planTable(importId)} p join ${rows} s using (line)
      left join end_user e on e.workspace_id = ${workspaceId} and e.id = p.end_user_id
      where p.organization_id is not null
        and (p.end_user_id is null or ${isMatched} or p.action <> 'unchanged' and p.changed & ${tellingMask} <> 0)
      offset 0
    ) v`);
  const found = await executeOne<{ hasPeople: boolean; fixes: number[] }>(
    tx,
    sql`select exists (select from ${touchedPeople}) as "hasPeople",
      array(select distinct ref_import::float8 from ${rows} where ref_import is not null) as fixes`,
  );
  return { people: found.hasPeople ? 'some' : 'none', fixes: found.fixes };
}

/** The operations of the import: when it was applied, and each undo and redo. */
export const operationsOf = ({ workspaceId, importId }: Work): SQL => sql`(
  select o.id from operation o where o.workspace_id = ${workspaceId} and o.import_id = ${importId}::bigint)`;

export async function touchedByUndo(tx: Transaction, undo: Work): Promise<Touched> {
  const { workspaceId } = undo;
  await tx.execute(sql`
    create temporary table ${touchedEndUsers} on commit drop as
    select e.id from end_user e where e.workspace_id = ${workspaceId} and e.created_in in ${operationsOf(undo)}
    union
    select c.end_user_id from ${history} c
    where c.workspace_id = ${workspaceId} and c.operation_id in ${operationsOf(undo)}`);
  // Who is removed frees what others may have: nobody has to look at that.
  const { bringsBack } = await executeOne<{ bringsBack: boolean }>(
    tx,
    sql`
    select exists (
      select from ${history} c where c.workspace_id = ${workspaceId} and c.operation_id in ${operationsOf(undo)}
        and (c.after is null or ${hasTellingField('c.before')})) as "bringsBack"`,
  );
  return { people: bringsBack || undo.does === 'redo' ? 'unknown' : 'none', fixes: [] };
}
