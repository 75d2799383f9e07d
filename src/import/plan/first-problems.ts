// Some rows that would be left out, and why: one for each kind of reason first, so that none is missed.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { RowProblem } from '../../model/plan.ts';

const shown = 10;

/** Among so many of the first rows one for each kind of reason is looked for. */
const considered = 10_000;

/** A reason without what is different in each row. */
const kind = sql`regexp_replace(text, '".*"|[0-9]+', '', 'g')`;

/** In the order in which they are worth showing, that is by kinds, then by lines. */
export async function findFirstProblems(tx: Transaction, table: SQL): Promise<RowProblem[]> {
  return (await tx.execute(sql`
    select line, text
    from (
      select line, text, row_number() over (partition by ${kind} order by line) as nth
      from (
        select line, left(problem, 300) as text from ${table}
        where action = 'left out' order by line limit ${considered}
      ) considered
    ) numbered
    order by nth, line limit ${shown}`)) as unknown as RowProblem[];
}
