// Store of operations: sets of changes that were made together.
import type { Transaction } from './database.ts';
import { operation } from './schema/history.ts';

export type NewOperation = Pick<
  typeof operation.$inferInsert,
  'workspaceId' | 'kind' | 'importId' | 'undoes' | 'by'
>;

/** Gives the id of the operation that the transaction's changes belong to. */
export async function addOperation(tx: Transaction, added: NewOperation): Promise<number> {
  const [row] = await tx.insert(operation).values(added).returning({ id: operation.id });
  if (!row) throw new Error('an inserted operation came back without its id');
  return row.id;
}
