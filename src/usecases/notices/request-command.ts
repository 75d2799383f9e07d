// A member typed a command as a message: recorded at once and run by a job, so that it is neither lost nor run twice.
import { markProcessed } from '../../db/processed-events.ts';
import { enqueueJob, type TypedCommand } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

export async function requestCommand({ inWorkspace }: Context, typed: TypedCommand): Promise<void> {
  const { workspaceId, channelId, to } = typed;
  await inWorkspace(workspaceId, async (tx) => {
    if (!(await markProcessed(tx, { workspaceId, eventId: `typed command ${channelId} ${to}` }))) return;
    await enqueueJob(tx, 'run-command', typed);
  });
}
