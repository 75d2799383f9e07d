// The two serial queues in which the imports of a workspace, and their undos, wait for their turn: see take-turn.ts.
import type { Import } from '../../model/import.ts';
import { weightOfPlan } from '../../model/job-weight.ts';
import type { NewJob } from '../../queue/queue.ts';

/** The stored name is that of earlier versions, whose jobs were all in this one. */
export const largeQueue = 'apply';

export const smallQueue = 'apply small';

/** Where the import waits for its turn. What depends on whole organizations is in the queue of large ones, at any size. */
export function turnOf(record: Import): Required<Pick<NewJob, 'serialQueue' | 'weight'>> {
  const weight = weightOfPlan(record);
  const isOfMany = record.plan?.subject === 'organizations' || record.instructions.roster === true;
  return { serialQueue: weight === 'heavy' || isOfMany ? largeQueue : smallQueue, weight };
}
