// The app was removed from a workspace: its tokens go, and what it was about to do there. The data stays.

import type { InWorkspace } from '../../db/in-workspace.ts';
import { deleteInstallation, findInstallation } from '../../db/installations.ts';
import { clearLastHeard } from '../../db/workspaces.ts';
import { cancelJobs } from '../../queue/withdraw.ts';
import { type Failed, failJob } from '../failures/dead-letter.ts';
import type { Jobs } from '../ports.ts';

/** They clear up after imports, without Slack, whether the app is there or not. */
const clearing: readonly (keyof Jobs)[] = ['clear-stage', 'expire-import'];

export type RemoveApp = (removal: {
  readonly workspaceId: string;
  /** When Slack noticed; it may tell so late, and twice. */
  readonly at: Date;
  /** What was under way and failed by it is kept with this. */
  readonly reference: string;
}) => Promise<'removed' | 'installed again since'>;

export function removeApp(inWorkspace: InWorkspace): RemoveApp {
  return ({ workspaceId, at, reference }) =>
    inWorkspace(workspaceId, async (tx) => {
      await deleteInstallation(tx, workspaceId, at);
      if (await findInstallation(tx, workspaceId)) return 'installed again since';
      await clearLastHeard(tx, workspaceId);
      for (const job of await cancelJobs(tx, workspaceId, clearing)) {
        await failJob(tx, job as Failed, reference);
      }
      // Nobody can be told how it ended.
      await cancelJobs(tx, workspaceId, clearing);
      return 'removed';
    });
}
