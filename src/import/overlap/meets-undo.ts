// Tells whether a large undo or redo writes what a small import looks at.
import { sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import { history } from '../../db/history.ts';
import type { Transaction } from '../../db/transaction.ts';
import { operationsOf, type Touched, touchedEndUsers } from './touched.ts';
import type { Work } from './work.ts';

/** @param touched and the tables of touched.ts: what the small one looks at */
export async function meetsUndo(tx: Transaction, touched: Touched, large: Work): Promise<boolean> {
  const { workspaceId, importId, does, plan } = large;
  if (touched.fixes.includes(importId)) return true;
  // An undo of new people only removes; any other may bring back whoever looks like somebody.
  if (touched.people !== 'none' && (does === 'redo' || plan.updated > 0)) return true;
  const { isAny } = await executeOne<{ isAny: boolean }>(
    tx,
    sql`
    select exists (
      select from ${touchedEndUsers} t join end_user e on e.workspace_id = ${workspaceId} and e.id = t.id
      where e.created_in in ${operationsOf(large)}
    ) or exists (
      select from ${touchedEndUsers} t
      join ${history} c on c.workspace_id = ${workspaceId} and c.end_user_id = t.id
      where c.operation_id in ${operationsOf(large)}
    ) as "isAny"`,
  );
  return isAny;
}
