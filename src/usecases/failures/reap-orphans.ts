// What nothing will ever take further is told to have failed: its job was given up where not even that could be noted.
import type { InWorkspace } from '../../db/in-workspace.ts';
import { findOrphans, type Orphan } from '../../db/orphans.ts';
import type { Database } from '../../db/transaction.ts';
import { type Failed, failJob } from './dead-letter.ts';

export type Ended = Failed & { readonly reference: string };

/** Gives the jobs that are missing, each with the reference that the member was told. */
export function endStranded(db: Database, inWorkspace: InWorkspace, newReference: () => string) {
  return async (): Promise<Ended[]> => {
    const workspaces = new Set((await findOrphans(db, null)).map(({ workspaceId }) => workspaceId));
    const ended: Ended[] = [];
    for (const workspaceId of workspaces) {
      const here = await inWorkspace(workspaceId, async (tx) => {
        const missing = (await findOrphans(tx, workspaceId)).map((it) => ({
          ...missingJob(it),
          reference: it.reference ?? newReference(),
        }));
        for (const job of missing) await failJob(tx, job, job.reference);
        return missing;
      });
      ended.push(...here);
    }
    return ended;
  };
}

function missingJob({ what, workspaceId, id }: Orphan): Failed {
  if (what === 'export') return { kind: 'perform-export', payload: { workspaceId, exportId: id } };
  return {
    kind: what === 'undo' ? 'undo-import' : 'apply-import',
    payload: { workspaceId, importId: id },
  };
}
