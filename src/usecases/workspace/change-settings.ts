// An admin looks at the workspace's settings, or changes one; and the setting that is asked before anything is posted.
import { ensureWorkspace, findSettings, recordLoosening, updateSettings } from '../../db/workspaces.ts';
import type { Details, SettingChange, Settings } from '../../model/settings.ts';
import type { Context } from '../ports.ts';

/** Makes the change, if there is one. @returns the settings after it */
export function changeSettings(
  { inWorkspace }: Context,
  workspaceId: string,
  change: SettingChange | null,
  changedBy: string,
): Promise<Settings> {
  return inWorkspace(workspaceId, async (tx) => {
    if (change) {
      await ensureWorkspace(tx, workspaceId);
      if (change.setting === 'secondPersonAbove')
        await recordLoosening(tx, workspaceId, change.value, changedBy);
      await updateSettings(tx, workspaceId, { [change.setting]: change.value });
    }
    return findSettings(tx, workspaceId);
  });
}

/** Which channels show names and values. */
export function detailsSetting(
  { inWorkspace }: Pick<Context, 'inWorkspace'>,
  workspaceId: string,
): Promise<Details> {
  return inWorkspace(workspaceId, async (tx) => (await findSettings(tx, workspaceId)).details);
}
