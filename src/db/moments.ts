// Moments of the past: which operations had been committed by then, told exactly.
//
// The rule: an operation is part of a moment if it was committed before it. `operation.finished_at` is the time of the commit;
// operations from before that column have the time of their begin (`at`) instead. "Before import 184" is the moment right
// before the commit in which the import was applied: what others committed while it was being applied is part of that moment.
// Of operations with the same time, the one with the smaller id counts as earlier.
//
// Two operations that changed the same end user never overlap (see `addOperation`), so what is part of a moment is, for each
// end user, a beginning of their history.
import { type SQL, sql } from 'drizzle-orm';
import type { Moment } from '../model/export.ts';
import { executeOne } from './execute-one.ts';
import { currentSnapshot } from './operations.ts';
import type { Transaction } from './transaction.ts';

export type Past = {
  readonly at: Date;
  /** The newest operation that is part of the moment; 0 if none is. */
  readonly lastOperationId: number;
  /** The older operations that are not part of it, since they were committed later. */
  readonly excluded: readonly number[];
  /** For `isAfterSnapshot`: an export of the moment is a merge base like an export that was written then. */
  readonly snapshot: string;
};

type Operations = {
  at: string | null;
  last: number;
  excluded: number[];
  first: string | null;
};

/**
 * @param tx `repeatable read`
 * @returns `past: null` if the import was never applied. `first` is when the workspace's first operation was committed; null
 * before that
 */
export async function findPast(
  tx: Transaction,
  workspaceId: string,
  moment: Moment,
): Promise<{ readonly past: Past | null; readonly first: Date | null }> {
  const chosen =
    'asOf' in moment
      ? sql`select ${moment.asOf.toISOString()}::timestamptz as done, 0::bigint as id`
      : sql`select done, id from done_operation
          where kind = 'import' and import_id = ${moment.beforeImport}::bigint order by id limit 1`;
  const { at, last, excluded, first } = await executeOne<Operations>(
    tx,
    sql`
    with done_operation as (
      select id, kind, import_id, coalesce(finished_at, at) as done from operation where workspace_id = ${workspaceId}
    ),
    chosen as (${chosen}),
    included as (
      select o.id from done_operation o, chosen where (o.done, o.id) < (chosen.done, chosen.id)
    )
    select (select done from chosen) as at, coalesce((select max(id) from included), 0)::float8 as last,
      array(select id::float8 from done_operation
        where id < (select max(id) from included) and id not in (select id from included) order by id) as excluded,
      (select min(done) from done_operation) as first`,
  );
  const firstAt = first === null ? null : new Date(first);
  if (at === null) return { past: null, first: firstAt };
  // What is being committed right now is part of no moment of the past, which the snapshot of now tells.
  const [transactions] = (await currentSnapshot(tx)).split('/');
  const ids = excluded.length > 0 ? `/${excluded.join(',')}` : '';
  const snapshot = `${transactions}/${last}${ids}`;
  return { past: { at: new Date(at), lastOperationId: last, excluded, snapshot }, first: firstAt };
}

/** Whether an operation, by its id, is not part of the moment. */
export function isAfterMoment(operationId: SQL, { lastOperationId, excluded }: Past): SQL {
  const later = sql`${operationId} > ${lastOperationId}::bigint`;
  return excluded.length === 0
    ? later
    : sql`(${later} or ${operationId} = any(${`{${excluded.join(',')}}`}::bigint[]))`;
}
