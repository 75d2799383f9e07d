// Finds what an undone or redone import could not bring back, because someone else looks like that by now: end users, and emails.
import { type SQL, sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { NotRestored, NotRestoredEmail } from '../../model/undo.ts';
import { jsonValue } from '../stage/cells.ts';
import { countedChanges, derivedValues, isEdit } from './counted-changes.ts';
import { createPairs, lookAlikePairs } from './look-alike-pairs.ts';
import { createRestored, restoredEndUsers } from './presence.ts';
import type { StartedUndo } from './start-undo.ts';
import { restoredRows } from './write-undo.ts';

const maxItems = 5;

type Some<Item> = { readonly count: number; readonly first: readonly Item[] };
export type LeftOut = {
  readonly notRestored: Some<NotRestored>;
  readonly emailsNotRestored: Some<NotRestoredEmail>;
};

export const nothingLeftOut: LeftOut = {
  notRestored: { count: 0, first: [] },
  emailsNotRestored: { count: 0, first: [] },
};

export async function findNotRestored(
  tx: Transaction,
  undo: Pick<StartedUndo, 'workspaceId' | 'importId' | 'direction' | 'applied'>,
): Promise<LeftOut> {
  const { workspaceId, applied } = undo;
  await tx.execute(sql`drop table if exists ${restoredEndUsers}`);
  await createRestored(tx, { ...undo, flipped: [applied] }, null);
  const emails = sql`
    select e.workspace_id, e.organization_id, e.id, coalesce(e.name, e.email, '') as name, ${jsonValue('l.values', 'email')} as email
    from end_user e join (
      select c.end_user_id, ${derivedValues()} as values
      from ${countedChanges(workspaceId)}
      where ${isEdit('c')} and c.end_user_id in (
        select t.end_user_id from change t
        where t.workspace_id = ${workspaceId} and t.operation_id = ${applied}::bigint and ${isEdit('t')} and t.after ? 'email')
      group by c.end_user_id
    ) l on l.end_user_id = e.id
    where e.workspace_id = ${workspaceId} and ${jsonValue('l.values', 'email')} is distinct from e.email`;
  const rows = restoredRows(workspaceId);
  await createPairs(tx, { workspaceId, restored: rows, reverted: emails, before: null });
  const endUsers = await firstOf(
    tx,
    workspaceId,
    sql`(select g.id, coalesce(g.name, g.email, '') as name, g.email from (${rows}) g)`,
    sql`why <> 'email'`,
  );
  const cells = await firstOf(tx, workspaceId, sql`(${emails})`, sql`why = 'email'`);
  const count = await executeOne<{ endUsers: number; emails: number }>(
    tx,
    sql`
    select (select count(*) from ${restoredEndUsers})::integer as "endUsers",
      (select count(*) from (${emails}) found)::integer as emails`,
  );
  await tx.execute(sql`drop table ${lookAlikePairs}`);
  const like = ({ other, otherName }: Row) => ({ endUserId: other, endUser: otherName });
  return {
    notRestored: {
      count: count.endUsers,
      first: endUsers.map((row) => ({ endUser: row.name, like: like(row) })),
    },
    emailsNotRestored: {
      count: count.emails,
      first: cells.map((row) => ({
        endUserId: row.id,
        endUser: row.name,
        email: row.email ?? '',
        like: like(row),
      })),
    },
  };
}

type Row = {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly other: number;
  readonly otherName: string;
};

async function firstOf(tx: Transaction, workspaceId: string, from: SQL, isOne: SQL): Promise<Row[]> {
  return tx.execute<Row>(sql`
    select p.one::float8 as id, f.name, f.email, e.id::float8 as other, coalesce(e.name, e.email, '') as "otherName"
    from (select one, min(other) as other from ${lookAlikePairs} where ${isOne} group by one) p
    join ${from} f on f.id = p.one
    join end_user e on e.workspace_id = ${workspaceId} and e.id = p.other
    order by p.one limit ${maxItems}`);
}

/** Rows of problem files whose end users are gone mean the restored end users again. */
export async function pointRefsBack(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.execute(sql`
    update import_ref r set end_user_id = back.id, earlier = array_append(r.earlier, r.end_user_id)
    from (
      select p.import_id, p.line, max(earlier.id) as id
      from import_ref p
      cross join lateral unnest(p.earlier) as earlier (id)
      where p.workspace_id = ${workspaceId} and p.earlier is not null
        and earlier.id in (select end_user_id from ${restoredEndUsers})
        and not exists (select from end_user e where e.workspace_id = p.workspace_id and e.id = p.end_user_id)
      group by p.import_id, p.line
    ) back
    where r.workspace_id = ${workspaceId} and r.import_id = back.import_id and r.line = back.line`);
}
