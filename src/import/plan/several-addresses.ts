// Finds cells with several email addresses, of which the first is read, in rows that would be written.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/transaction.ts';
import type { PlanWarning, SeveralAddresses } from '../../model/plan.ts';
import { markOf } from '../stage/cells.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import type { PlanRules } from './rules.ts';

const maxExamples = 3;

/** In characters. */
const maxLength = 300;

export async function warnOfSeveralAddresses(
  tx: Transaction,
  { importId }: PlanRules,
): Promise<readonly PlanWarning[]> {
  const first = await tx.execute<SeveralAddresses & { count: number }>(sql`
    select s.line, left(${markOf('email', 'text')}, ${maxLength}) as text, s.email as read,
           (count(*) over ())::integer as count
    from ${rowTable(importId)} s join ${planTable(importId)} p using (line)
    where s.marks is not null and ${markOf('email', 'hasMore')} is not null and p.action in ('create', 'update')
    order by s.line limit ${maxExamples}`);
  if (first.length === 0) return [];
  return [
    {
      kind: 'several-addresses',
      count: first[0]!.count,
      first: first.map(({ line, text, read }) => ({ line, text, read })),
    },
  ];
}
