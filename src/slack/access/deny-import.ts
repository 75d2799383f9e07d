// Tells somebody, for nobody else to see, that they may not import.
import type { Refuse } from '../../usecases/ports.ts';
import type { WebClients } from '../web/web-clients.ts';
import type { Rights } from './authorize.ts';

export function refuse(clients: WebClients, rights: Pick<Rights, 'refusalOf'>): Refuse {
  return async ({ workspaceId, channelId, threadTs, memberId }) => {
    const refusal = await rights.refusalOf(workspaceId, memberId, 'import');
    if (!refusal) return;
    const thread = threadTs === null ? {} : { thread_ts: threadTs };
    const client = await clients.once(workspaceId);
    await client.chat.postEphemeral({ channel: channelId, user: memberId, ...thread, ...refusal });
  };
}
