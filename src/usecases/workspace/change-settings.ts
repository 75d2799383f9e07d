// An admin looks at the settings of the workspace, and changes one.
import type { InWorkspace } from '../../db/in-workspace.ts';
import { ensureWorkspace, findSettings, updateSettings } from '../../db/workspaces.ts';
import type { SettingChange, Settings } from '../../model/settings.ts';

/** Makes the change where there is one, and gives how the settings are then. */
export type ChangeSettings = (workspaceId: string, change: SettingChange | null) => Promise<Settings>;

export function changeSettings(inWorkspace: InWorkspace): ChangeSettings {
  return (workspaceId, change) =>
    inWorkspace(workspaceId, async (tx) => {
      if (change) {
        await ensureWorkspace(tx, workspaceId);
        await updateSettings(tx, workspaceId, { [change.setting]: change.value });
      }
      return findSettings(tx, workspaceId);
    });
}
