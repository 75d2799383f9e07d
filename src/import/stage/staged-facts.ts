// What is known about all staged rows of an import at once.
import { sql } from 'drizzle-orm';
import { executeOne } from '../../db/execute-one.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Field } from '../../model/columns.ts';
import { stagedColumn } from './cells.ts';
import { fieldsOf, maskOf } from './masks.ts';
import { rowTable } from './stage.ts';

export type StagedFacts = {
  readonly rows: number;
  /** How many rows name their end user by an id or a reference. */
  readonly named: number;
  /** The fields that any row has a cell of. */
  readonly present: readonly Field[];
};

export async function readStagedFacts(tx: Transaction, importId: number): Promise<StagedFacts> {
  const isPresent = maskOf((field) => sql`count(${stagedColumn(field)}) > 0`);
  const { present, ...counts } = await executeOne<Omit<StagedFacts, 'present'> & { present: number }>(
    tx,
    sql`select count(*)::integer as rows, ${isPresent} as present,
      (count(*) filter (where s.contact_id is not null or s.ref_import is not null))::integer as named
    from ${rowTable(importId)} s`,
  );
  return { ...counts, present: fieldsOf(present) };
}
