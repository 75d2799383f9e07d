// Takes back what an undo must not do: restore an end user who looks like someone who is there by now, or write back an email
// that someone else has by now.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import { bitOf, maskHas } from '../stage/masks.ts';
import { createPairs, lookAlikePairs } from './look-alike-pairs.ts';
import { restoredEndUsers } from './presence.ts';
import { revertedEndUsers } from './reverted-cells.ts';

type Written = { readonly workspaceId: string; readonly operationId: number };

/** A temporary table: `one`, whose return is taken back. */
const takenBack = sql.raw('taken_back');

/**
 * Takes them out of the tables `restoredEndUsers` and `revertedEndUsers`, too.
 *
 * @param emails whether emails were written
 * @returns whether there were any
 */
export async function takeBackLookAlikes(
  tx: Transaction,
  { workspaceId, operationId }: Written,
  emails: boolean,
): Promise<boolean> {
  const withEmail = emails
    ? sql`select end_user_id from ${revertedEndUsers} where ${maskHas('back', 'email')}`
    : sql`select null::bigint where false`;
  const rowsOf = (ids: SQL): SQL =>
    sql`select e.* from end_user e where e.workspace_id = ${workspaceId} and e.id in (${ids})`;
  const returning = {
    workspaceId,
    restored: rowsOf(sql`select end_user_id from ${restoredEndUsers}`),
    reverted: rowsOf(withEmail),
    before: operationId,
  };
  // An email that is taken back can be the one that another end user would get back.
  for (let any = false; ; any = true) {
    const isDone = (await createPairs(tx, returning)) === 0;
    if (!isDone) await takeBack(tx, { workspaceId, operationId }, withEmail);
    await tx.execute(sql`drop table ${lookAlikePairs}`);
    if (isDone) return any;
  }
}

async function takeBack(
  tx: Transaction,
  { workspaceId, operationId }: Written,
  withEmail: SQL,
): Promise<void> {
  // Those who stay come first. Of two who both come back, the one with the lower id stays.
  await tx.execute(sql`
    create temporary table ${takenBack} on commit drop as
    with settled as (
      select one from ${lookAlikePairs}
      where other not in (select end_user_id from ${restoredEndUsers} union ${withEmail})
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
    update end_user e set email = c.before ->> 'email'
    from change c
    where e.workspace_id = ${workspaceId} and e.id in (select one from ${takenBack})
      and c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}::bigint and c.end_user_id = e.id
      and c.before is not null`);
  await tx.execute(sql`
    delete from change c
    where c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}::bigint
      and c.end_user_id in (select one from ${takenBack}) and coalesce(c.before - 'email', '{}') = '{}'`);
  await tx.execute(sql`
    update change c set before = c.before - 'email', after = c.after - 'email'
    where c.workspace_id = ${workspaceId} and c.operation_id = ${operationId}::bigint
      and c.end_user_id in (select one from ${takenBack})`);
  await tx.execute(sql`
    delete from ${restoredEndUsers} where end_user_id in (select one from ${takenBack})`);
  await tx.execute(sql`
    update ${revertedEndUsers} set back = back - ${bitOf('email')}
    where end_user_id in (select one from ${takenBack}) and ${maskHas('back', 'email')}`);
  await tx.execute(sql`delete from ${revertedEndUsers} where back = 0`);
  await tx.execute(sql`drop table ${takenBack}`);
}
