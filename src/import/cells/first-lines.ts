// The first of all cells of a plan or of a result, to show them in Slack.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { CellLine } from '../../model/cell-line.ts';

/** In characters. Longer values are cut, since messages show no more. */
const maxLength = 300;

/** @param queries see `plannedCells` and `appliedCells` */
export async function readFirstLines(
  tx: Transaction,
  queries: readonly SQL[],
  limit: number,
): Promise<CellLine[]> {
  const cut = (name: string): SQL => sql`left(c.${sql.raw(name)}, ${maxLength})`;
  const found: CellLine[] = [];
  for (const query of queries) {
    const lines = await tx.execute<CellLine>(sql`
      select c.line, c.contact_id as "contactId", ${cut('end_user')} as "endUser", ${cut('field')} as field,
             ${cut('now')} as now, ${cut('will_be')} as "willBe", ${cut('why')} as why
      from (${query}) c limit ${limit - found.length}`);
    found.push(...lines);
  }
  return found;
}
