// Deletes all that there is of a workspace, and for good.
import type { InWorkspace } from '../../db/in-workspace.ts';
import { type Deleted, deleteWorkspaceData } from '../../db/workspace-data.ts';

/** In one transaction: all of it or, when something fails, nothing. */
export function deleteWorkspace(inWorkspace: InWorkspace) {
  return (workspaceId: string): Promise<Deleted> =>
    inWorkspace(workspaceId, (tx) => deleteWorkspaceData(tx, workspaceId));
}
