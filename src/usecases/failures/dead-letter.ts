// What a member is told when a job of ours failed for good: that it failed, and under which reference to ask.

import { type ExportKey, findExport, transitionExport, updateExport } from '../../db/exports.ts';
import { findImport, type ImportKey, transitionImport } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Transaction } from '../../db/transaction.ts';
import { enqueue } from '../../queue/queue.ts';
import { advanceImport } from '../import/advance-import.ts';
import { enqueueClearing } from '../import/drop-staging.ts';
import { sayFileIsLost } from '../import/report-lost-problem-file.ts';
import type { Jobs } from '../ports.ts';

export type Failed = {
  [Kind in keyof Jobs]: { readonly kind: Kind; readonly payload: Jobs[Kind] };
}[keyof Jobs];

/** `reference` is what the log says with the error. */
export function giveUp(inWorkspace: InWorkspace) {
  return (job: Failed, reference: string): Promise<void> =>
    inWorkspace(job.payload.workspaceId, (tx) => failJob(tx, job, reference));
}

/** As `giveUp`, in the caller's transaction. */
export async function failJob(tx: Transaction, job: Failed, reference: string): Promise<void> {
  switch (job.kind) {
    case 'prepare-import':
    case 'plan-import':
    case 'apply-import':
      return failImport(tx, job.payload, reference);
    case 'undo-import':
      return giveUpUndo(tx, job.payload, reference);
    case 'perform-export':
      return failExport(tx, job.payload, reference);
    case 'post-problem-file':
      return sayFileIsLost(tx, job.payload, reference);
    case 'show-import':
    case 'show-export':
    case 'expire-import':
    case 'clear-stage':
    case 'say':
    case 'catch-up':
    case 'refuse-share':
      // Slack itself is what fails: there is no way to tell the member. The log and the results know.
      return;
  }
}

async function failImport(tx: Transaction, key: ImportKey, reference: string): Promise<void> {
  const change = { reason: reference, finishedAt: new Date() };
  const found = await findImport(tx, key);
  // Nobody asked about it and nothing was said: an apology would only puzzle whoever shared it.
  const isUnnoticed = found !== null && !found.addressed && found.messageTs === null;
  const ended =
    (isUnnoticed && (await transitionImport(tx, key, 'ignored', change))) ||
    (await advanceImport(tx, key, 'failed', change));
  if (ended) await enqueueClearing(tx, key);
}

/** Nothing was taken back: the import stands as it stood before, and its button is there again. */
async function giveUpUndo(tx: Transaction, key: ImportKey, reason: string): Promise<void> {
  const found = await findImport(tx, key);
  if (found?.state === 'undoing') await advanceImport(tx, key, 'applied', { reason });
  if (found?.state === 'redoing') await advanceImport(tx, key, 'undone', { reason });
}

async function failExport(tx: Transaction, key: ExportKey, reference: string): Promise<void> {
  if (!(await transitionExport(tx, key, 'failed', { reason: reference, finishedAt: new Date() }))) return;
  const failed = await findExport(tx, key);
  // What kept the file out of the channel may keep this out of it, too.
  if (failed?.messageTs === null) await updateExport(tx, key, { isPrivate: true, postedIn: null });
  await enqueue(tx, { kind: 'show-export', workspaceId: key.workspaceId, payload: key });
}
