// Takes back what an undo must not do: restore an end user who looks like someone who is there by now, write back an email that
// someone else has by now, or move an end user back to an organization where someone looks like them by now.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { Field } from '../../model/columns.ts';
import { jsonValue } from '../stage/cells.ts';
import { bitOf, maskHas } from '../stage/masks.ts';
import { guardedFields } from './counted-changes.ts';
import { createPairs, lookAlikePairs } from './look-alike-pairs.ts';
import { restoredEndUsers } from './presence.ts';
import { revertedEndUsers } from './reverted-cells.ts';

type Written = { readonly workspaceId: string; readonly operationId: number };

/** `operationId` is the undo or redo of the import. */
type Undone = Written & { readonly importId: number };

/** A temporary table: `one`, whose return is taken back. */
const takenBack = sql.raw('taken_back');

/**
 * Takes them out of the tables `restoredEndUsers` and `revertedEndUsers`, too.
 *
 * @returns whether there were any
 */
export async function takeBackLookAlikes(
  tx: Transaction,
  { workspaceId, importId, operationId }: Undone,
): Promise<boolean> {
  const withField = (field: Field): SQL =>
    sql`select end_user_id from ${revertedEndUsers} where ${maskHas('back', field)}`;
  const rowsOf = (ids: SQL): SQL =>
    sql`select e.* from end_user e where e.workspace_id = ${workspaceId} and e.id in (${ids})`;
  const returning = {
    workspaceId,
    importId,
    restored: rowsOf(sql`select end_user_id from ${restoredEndUsers}`),
    reverted: rowsOf(withField('email')),
    moved: rowsOf(withField('organization_id')),
    before: operationId,
  };
  // An email that is taken back can be the one that another end user would get back.
  for (let any = false; ; any = true) {
    const isDone = (await createPairs(tx, returning)) === 0;
    if (!isDone) await takeBack(tx, { workspaceId, operationId });
    await tx.execute(sql`drop table ${lookAlikePairs}`);
    if (isDone) return any;
  }
}

/** Of whom the email or the organization is taken back, both are. */
async function takeBack(tx: Transaction, { workspaceId, operationId }: Written): Promise<void> {
  const guarded = guardedFields.reduce((mask, field) => mask | bitOf(field), 0);
  const isGuarded = sql.raw(`back & ${guarded} <> 0`);
  const withoutGuarded = (side: string): SQL => sql.raw(`(${side} - array['${guardedFields.join("', '")}'])`);
  // Those who stay come first. Of two who both come back, the one with the lower id stays.
  await tx.execute(sql`
    create temporary table ${takenBack} on commit drop as
    with settled as (
      select one from ${lookAlikePairs}
      where other not in (
        select end_user_id from ${restoredEndUsers} union select end_user_id from ${revertedEndUsers} where ${isGuarded})
    ),
    higher as (
      select p.one, p.other from ${lookAlikePairs} p
      where p.other < p.one or not exists (select from ${lookAlikePairs} q where q.one = p.other and q.other = p.one)
    )
    select one from settled
    union
    select one from higher
    where not exists (select from settled) and other not in (select one from higher where other < one)`);
  await tx.execute(sql`
    delete from end_user e using ${restoredEndUsers} r
    where e.workspace_id = ${workspaceId} and e.id = r.end_user_id and r.end_user_id in (select one from ${takenBack})`);
  await tx.execute(sql`
    update end_user e set ${sql.join(
      guardedFields.map(
        (field) =>
          sql`${sql.raw(field)} = case when c.before ? ${sql.raw(`'${field}'`)} then ${jsonValue('c.before', field)} else e.${sql.raw(field)} end`,
      ),
      sql`, `,
    )}
    from change c
    where e.workspace_id = ${workspaceId} and e.id in (select one from ${takenBack})
      and c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}::bigint and c.end_user_id = e.id
      and c.before is not null`);
  await tx.execute(sql`
    delete from change c
    where c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}::bigint
      and c.end_user_id in (select one from ${takenBack}) and coalesce(${withoutGuarded('c.before')}, '{}') = '{}'`);
  await tx.execute(sql`
    update change c set before = ${withoutGuarded('c.before')}, after = ${withoutGuarded('c.after')}
    where c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}::bigint
      and c.end_user_id in (select one from ${takenBack})`);
  await tx.execute(sql`
    delete from ${restoredEndUsers} where end_user_id in (select one from ${takenBack})`);
  await tx.execute(sql`
    update ${revertedEndUsers} set back = back & ~${sql.raw(String(guarded))}
    where end_user_id in (select one from ${takenBack}) and ${isGuarded}`);
  await tx.execute(sql`delete from ${revertedEndUsers} where back = 0`);
  await tx.execute(sql`drop table ${takenBack}`);
}
