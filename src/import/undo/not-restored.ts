// Finds what an undone or redone import could not bring back, because someone else looks like that by now: end users, emails, and
// organizations.
import { type SQL, sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import { organizationLabel } from '../../db/shown-value.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { NotRestored, NotRestoredEmail, NotRestoredMove } from '../../model/undo.ts';
import { jsonValue } from '../stage/cells.ts';
import { countedChanges, derivedValues, guardedFields, isEdit } from './counted-changes.ts';
import { createPairs, lookAlikePairs } from './look-alike-pairs.ts';
import { createRestored, restoredEndUsers } from './presence.ts';
import type { StartedUndo } from './start-undo.ts';
import { restoredRows } from './write-undo.ts';

const maxItems = 5;

type Some<Item> = { readonly count: number; readonly first: readonly Item[] };
export type LeftOut = {
  readonly notRestored: Some<NotRestored>;
  readonly emailsNotRestored: Some<NotRestoredEmail>;
  readonly movesNotRestored: Some<NotRestoredMove>;
};

export const nothingLeftOut: LeftOut = {
  notRestored: { count: 0, first: [] },
  emailsNotRestored: { count: 0, first: [] },
  movesNotRestored: { count: 0, first: [] },
};

export async function findNotRestored(
  tx: Transaction,
  undo: Pick<StartedUndo, 'workspaceId' | 'importId' | 'direction' | 'applied'>,
): Promise<LeftOut> {
  const { workspaceId, importId, applied } = undo;
  await tx.execute(sql`drop table if exists ${restoredEndUsers}`);
  await createRestored(tx, { ...undo, flipped: [applied] }, null);
  /** The end users as they would be, if they got back what the import is to give back. */
  const lacking = (field: (typeof guardedFields)[number]): SQL => sql`
    select e.workspace_id, e.id, e.name, e.phone, e.mobile, ${sql.join(
      guardedFields.map(
        (guarded) =>
          sql`case when ${sql.raw(`l.values ? '${guarded}'`)} then ${jsonValue('l.values', guarded)} else ${sql.raw(`e.${guarded}`)} end as ${sql.raw(guarded)}`,
      ),
      sql`, `,
    )}
    from end_user e join (
      select c.end_user_id, ${derivedValues()} as values
      from ${countedChanges(workspaceId)}
      where ${isEdit('c')} and c.end_user_id in (
        select t.end_user_id from change t
        where t.workspace_id = ${workspaceId} and t.operation_id = ${applied}::bigint and ${isEdit('t')} and ${sql.raw(`t.after ? '${field}'`)})
      group by c.end_user_id
    ) l on l.end_user_id = e.id
    where e.workspace_id = ${workspaceId} and ${jsonValue('l.values', field)} is distinct from ${sql.raw(`e.${field}`)}`;
  const emails = lacking('email');
  const moves = lacking('organization_id');
  const rows = restoredRows(workspaceId);
  await createPairs(tx, {
    workspaceId,
    importId,
    restored: rows,
    reverted: emails,
    moved: moves,
    before: null,
  });
  const endUsers = await firstOf(tx, workspaceId, rows, sql`why in ('person', 'row')`);
  const cells = await firstOf(tx, workspaceId, emails, sql`why = 'email'`);
  const moved = await firstOf(tx, workspaceId, moves, sql`why = 'move'`);
  const count = await executeOne<{ endUsers: number; emails: number; moves: number }>(
    tx,
    sql`
    select (select count(*) from ${restoredEndUsers})::integer as "endUsers",
      (select count(*) from (${emails}) found)::integer as emails,
      (select count(*) from (${moves}) found)::integer as moves`,
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
    movesNotRestored: {
      count: count.moves,
      first: moved.map((row) => ({
        endUserId: row.id,
        endUser: row.name,
        organization: row.organization ?? '',
        like: like(row),
      })),
    },
  };
}

type Row = {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly organization: string | null;
  readonly other: number;
  readonly otherName: string;
};

/** @param people a query for rows with the columns of end users */
async function firstOf(tx: Transaction, workspaceId: string, people: SQL, isOne: SQL): Promise<Row[]> {
  return tx.execute<Row>(sql`
    select p.one::float8 as id, coalesce(f.name, f.email, '') as name, f.email,
      ${organizationLabel(workspaceId, sql`f.organization_id`)} as organization, e.id::float8 as other, coalesce(e.name, e.email, '') as "otherName"
    from (select one, min(other) as other from ${lookAlikePairs} where ${isOne} group by one) p
    join (${people}) f on f.id = p.one
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
