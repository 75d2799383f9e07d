// Guides a member through the first steps after the installation: who installed the app, or else the first admin who uses it.
import { isGuided, recordGuided } from '../../db/workspaces.ts';
import { enqueueJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

type GuideContext = Pick<Context, 'inWorkspace'>;

/** Only the first call for a workspace has a message posted, until the app is removed there. */
export function guideFirstSteps(
  { inWorkspace }: GuideContext,
  workspaceId: string,
  memberId: string,
): Promise<void> {
  return inWorkspace(workspaceId, async (tx) => {
    const at = await recordGuided(tx, workspaceId);
    if (at === null) return;
    await enqueueJob(tx, 'say', {
      words: 'first-steps',
      workspaceId,
      channelId: memberId,
      threadTs: null,
      to: String(at.getTime() / 1_000),
    });
  });
}

/** Whether someone was guided already. */
export function wasGuided({ inWorkspace }: GuideContext, workspaceId: string): Promise<boolean> {
  return inWorkspace(workspaceId, (tx) => isGuided(tx, workspaceId));
}
