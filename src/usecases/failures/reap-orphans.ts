// Reaper. Marks imports and exports that have no job left as failed; happens when dead-lettering itself could not be
// recorded.
import { findOrphans, type Orphan } from '../../db/orphans.ts';
import { newErrorReference } from '../../model/error-reference.ts';
import type { Context } from '../ports.ts';
import { type FailedJob, failJob } from './dead-letter.ts';

export type ReapedOrphan = FailedJob & { readonly reference: string };

/** @returns the jobs that were missing, each with the error reference that the member sees */
export async function reapOrphans({ db, inWorkspace }: Context): Promise<ReapedOrphan[]> {
  const workspaces = new Set((await findOrphans(db, null)).map(({ workspaceId }) => workspaceId));
  const reaped: ReapedOrphan[] = [];
  for (const workspaceId of workspaces) {
    const missing = await inWorkspace(workspaceId, async (tx) => {
      const jobs = (await findOrphans(tx, workspaceId)).map((orphan) => ({
        ...missingJobOf(orphan),
        reference: orphan.reference ?? newErrorReference(),
      }));
      for (const job of jobs) await failJob(tx, job, job.reference);
      return jobs;
    });
    reaped.push(...missing);
  }
  return reaped;
}

function missingJobOf({ what, workspaceId, id }: Orphan): FailedJob {
  if (what === 'export') return { kind: 'perform-export', payload: { workspaceId, exportId: id } };
  return {
    kind: what === 'undo' ? 'undo-import' : 'apply-import',
    payload: { workspaceId, importId: id },
  };
}
