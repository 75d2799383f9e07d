// An admin looks at the workspace's settings, or changes one; and the setting that is asked before anything is posted.
import { listAdmins } from '../../db/access-grants.ts';
import type { Transaction } from '../../db/transaction.ts';
import {
  ensureWorkspace,
  findLoosened,
  findSettings,
  recordLoosening,
  updateSettings,
} from '../../db/workspaces.ts';
import type { Loosened } from '../../model/second-person.ts';
import type { Details, SettingChange, Settings } from '../../model/settings.ts';
import { enqueueJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

/** How many other admins hear at once that members may do more alone. */
const toldAdmins = 10;

/** Makes the change, if there is one. @returns the settings after it */
export function changeSettings(
  { inWorkspace }: Context,
  workspaceId: string,
  change: SettingChange | null,
  changedBy: string,
): Promise<{ readonly settings: Settings; readonly loosened: Loosened | null }> {
  return inWorkspace(workspaceId, async (tx) => {
    if (change) {
      await ensureWorkspace(tx, workspaceId);
      if (change.setting === 'secondPersonAbove') await loosen(tx, workspaceId, change.value, changedBy);
      await updateSettings(tx, workspaceId, { [change.setting]: change.value });
    }
    return {
      settings: await findSettings(tx, workspaceId),
      loosened: await findLoosened(tx, workspaceId),
    };
  });
}

/** Where members may do more alone from now on, the other granted admins hear of that. */
async function loosen(tx: Transaction, workspaceId: string, now: number | null, by: string): Promise<void> {
  const loosened = await recordLoosening(tx, workspaceId, now, by);
  if (!loosened) return;
  const admins = await listAdmins(tx, workspaceId, toldAdmins);
  for (const channelId of admins.filter((memberId) => memberId !== by)) {
    await enqueueJob(tx, 'say', {
      words: 'second-person-loosened',
      by,
      from: loosened.from,
      now,
      workspaceId,
      channelId,
      threadTs: null,
      to: String(Date.now() / 1_000),
    });
  }
}

/** Which channels show names and values. */
export function detailsSetting(
  { inWorkspace }: Pick<Context, 'inWorkspace'>,
  workspaceId: string,
): Promise<Details> {
  return inWorkspace(workspaceId, async (tx) => (await findSettings(tx, workspaceId)).details);
}
