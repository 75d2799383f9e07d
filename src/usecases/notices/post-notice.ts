// The bot says something by itself: noted at once, said by a job, so that it is neither forgotten nor said twice.
import type { InWorkspace } from '../../db/in-workspace.ts';
import { markProcessed } from '../../db/processed-events.ts';
import { enqueue } from '../../queue/queue.ts';
import type { Notice } from '../ports.ts';

export function say(inWorkspace: InWorkspace) {
  return async (saying: Notice): Promise<void> => {
    const { workspaceId, channelId, to } = saying;
    await inWorkspace(workspaceId, async (tx) => {
      if (!(await markProcessed(tx, { workspaceId, eventId: `say ${channelId} ${to}` }))) return;
      await enqueue(tx, { kind: 'say', workspaceId, payload: saying });
    });
  };
}
