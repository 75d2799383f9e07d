// Has the bot post a notice: recorded at once and posted by a job, so that it is neither lost nor posted twice.
import { markProcessed } from '../../db/processed-events.ts';
import { enqueueJob, type Notice } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

export async function requestNotice({ inWorkspace }: Context, notice: Notice): Promise<void> {
  const { workspaceId, channelId, to } = notice;
  await inWorkspace(workspaceId, async (tx) => {
    if (!(await markProcessed(tx, { workspaceId, eventId: `say ${channelId} ${to}` }))) return;
    await enqueueJob(tx, 'say', notice);
  });
}
