// The bot says something by itself: noted at once, said by a job, so that it is neither forgotten nor said twice.
import type { Database } from '../db/database.ts';
import { enqueue } from '../queue.ts';
import type { Saying } from './ports.ts';

export function say(db: Database) {
  return async (saying: Saying): Promise<void> => {
    const { workspaceId, channelId, to } = saying;
    await enqueue(db, { kind: 'say', workspaceId, payload: saying, key: `${channelId} ${to}` });
  };
}
