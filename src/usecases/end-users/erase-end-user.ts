// Erases an end user for good: their values are in no table afterwards. What stays is who erased them, and when.
import { analyzeAfterErasure } from '../../db/analyze-table.ts';
import { findErasure, recordErasure } from '../../db/erasures.ts';
import { updateImport } from '../../db/imports.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { EndUserKey } from '../../model/end-user.ts';
import type { Erasure } from '../../model/erasure.ts';
import { weightOfPlan } from '../../model/job-weight.ts';
import type { PlacesInSlack } from '../../model/personal-data.ts';
import { eraseFromImports } from '../../personal-data/erase-from-imports.ts';
import { eraseFromJobs } from '../../personal-data/erase-from-jobs.ts';
import { eraseRows } from '../../personal-data/erase-rows.ts';
import { eraseStagedRows, isToBePlanned } from '../../personal-data/erase-staged-rows.ts';
import { holdRunningImports } from '../../personal-data/hold-running-imports.ts';
import { findExportsOf, findImportThreads } from '../../personal-data/places-in-slack.ts';
import { findStagedRows } from '../../personal-data/staged-rows-of.ts';
import { findTraces, type Traces } from '../../personal-data/traces.ts';
import { advanceImport, enqueueShowing } from '../import/advance-import.ts';
import { enqueueJob, type Notice } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

export type Answer = Extract<Notice, { words: 'answer' }>['view'];

/** Where in Slack their values may be; null if nothing is stored about them. */
export function findPlacesInSlack({ inWorkspace }: Context, key: EndUserKey): Promise<PlacesInSlack | null> {
  return inWorkspace(key.workspaceId, (tx) => findPlaces(tx, key), { isolationLevel: 'repeatable read' });
}

async function findPlaces(tx: Transaction, key: EndUserKey): Promise<PlacesInSlack | null> {
  const traces = await findTraces(tx, key);
  if (!traces) return null;
  const staged = await findStagedRows(tx, traces);
  const importIds = [...traces.lines.keys(), ...staged.map(({ importId }) => importId)];
  return {
    imports: await findImportThreads(tx, key.workspaceId, importIds),
    exports: await findExportsOf(tx, key),
  };
}

/**
 * @param report the list of what stays in Slack, which the member gets as a direct message
 * @returns the erasure, of whoever came first; null if there is no such end user
 */
export async function eraseEndUser(
  context: Context,
  { by, ...key }: EndUserKey & { readonly by: string },
  report: Answer,
): Promise<Erasure | null> {
  const inSnapshot = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    retryOnConflict(() => context.inWorkspace(key.workspaceId, work, { isolationLevel: 'repeatable read' }));
  const traces = await inSnapshot(async (tx) => {
    await holdRunningImports(tx, key.workspaceId);
    const found = await findTraces(tx, key);
    if (!found) return null;
    await erase(tx, found);
    await recordErasure(tx, key, by);
    await enqueueReport(tx, key, by, report);
    return found;
  });
  if (traces) {
    // Once more: a plan or an undo that began before this was committed may have written what it had read by then.
    await inSnapshot(async (tx) => {
      await holdRunningImports(tx, key.workspaceId);
      await erase(tx, (await findTraces(tx, key)) ?? traces);
      await recordErasure(tx, key, by);
    });
    context.log.info({ ...key }, 'end user erased');
    await analyzeAfterErasure(context.db);
  }
  return context.inWorkspace(key.workspaceId, (tx) => findErasure(tx, key));
}

async function erase(tx: Transaction, traces: Traces): Promise<void> {
  const { workspaceId, endUserId } = traces;
  const staged = await findStagedRows(tx, traces);
  const changed = await eraseFromImports(tx, traces, staged);
  await eraseStagedRows(tx, endUserId, staged);
  await eraseRows(tx, traces);
  await eraseFromJobs(tx, traces);
  for (const { importId, ...rest } of staged.filter(isToBePlanned))
    await planAnew(tx, { workspaceId, importId }, rest.state === 'planned');
  for (const importId of changed) await enqueueShowing(tx, { workspaceId, importId });
}

/** The plan named them, and its problem file has their row. */
async function planAnew(
  tx: Transaction,
  key: { readonly workspaceId: string; readonly importId: number },
  isPlanned: boolean,
): Promise<void> {
  await updateImport(tx, key, { problemRows: null, problemFileId: null });
  const planning = isPlanned ? await advanceImport(tx, key, 'planning') : null;
  if (planning) await enqueueJob(tx, 'plan-import', key, { weight: weightOfPlan(planning) });
}

async function enqueueReport(
  tx: Transaction,
  { workspaceId, endUserId }: EndUserKey,
  memberId: string,
  view: Answer,
): Promise<void> {
  const place = { workspaceId, channelId: memberId, threadTs: null, to: `erasure ${endUserId}`, memberId };
  await enqueueJob(tx, 'say', { words: 'answer', view, ...place });
}
