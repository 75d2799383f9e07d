// Finds some rows that would be left out, with the reasons: one for each kind of reason first, so that none is missed.
// Rows that only wait for the choice of an organization are not among them.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { RowProblem } from '../../model/plan.ts';
import { noOrganizationProblem } from './row-problems.ts';

const maxProblems = 10;

/** How many of the first left-out rows are searched for different kinds of reasons. */
const maxSearched = 10_000;

/** The kind of a reason: its text without the parts that differ from row to row. */
const kind = sql`regexp_replace(text, '".*"|[0-9]+', '', 'g')`;

/**
 * Sorted by importance: the first row of each kind, then the second ones, and so on; then by line.
 *
 * @param table a table of planned rows, see `planRows`
 */
export async function findFirstProblems(tx: Transaction, table: SQL): Promise<RowProblem[]> {
  return tx.execute<RowProblem>(sql`
    select line, text
    from (
      select line, text, row_number() over (partition by ${kind} order by line) as nth
      from (
        select line, left(problem, 300) as text from ${table}
        where action = 'left out' and problem <> ${noOrganizationProblem} order by line limit ${maxSearched}
      ) searched
    ) numbered
    order by nth, line limit ${maxProblems}`);
}
