// An admin looks at the workspace's settings, or changes one.
import { ensureWorkspace, findSettings, updateSettings } from '../../db/workspaces.ts';
import type { SettingChange, Settings } from '../../model/settings.ts';
import type { Context } from '../ports.ts';

/** Makes the change, if there is one. @returns the settings after it */
export function changeSettings(
  { inWorkspace }: Context,
  workspaceId: string,
  change: SettingChange | null,
): Promise<Settings> {
  return inWorkspace(workspaceId, async (tx) => {
    if (change) {
      await ensureWorkspace(tx, workspaceId);
      await updateSettings(tx, workspaceId, { [change.setting]: change.value });
    }
    return findSettings(tx, workspaceId);
  });
}
