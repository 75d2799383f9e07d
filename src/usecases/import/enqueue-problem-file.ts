// Has the problem file of a plan posted: once the plan has reached the member, because its file goes the same way.
import type { ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { type Import, isTold } from '../../model/import.ts';
import { weightOfRows } from '../../model/job-weight.ts';
import { enqueueJob } from '../job-payloads.ts';
import { stagingQueue } from './drop-staging.ts';
import type { ImportDetails } from './locked-import.ts';

/** Does nothing if there is no file to post, or none yet. */
export async function enqueueProblemFile(
  tx: Transaction,
  key: ImportKey,
  record: Import,
  { problemRows, problemFileId }: Pick<ImportDetails, 'problemRows' | 'problemFileId'>,
): Promise<void> {
  const { plan } = record;
  if (plan === null || problemRows === null || problemFileId !== null || !isTold(record)) return;
  const options = { serialQueue: stagingQueue(key), weight: weightOfRows(plan.leftOut) };
  await enqueueJob(tx, 'post-problem-file', { ...key, problemRows }, options);
}
