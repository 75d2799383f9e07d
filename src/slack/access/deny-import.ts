// Tells a member, privately, that they may not import the files that they shared.
import type { DeniedShare } from '../../usecases/ports.ts';
import { tellPrivately } from '../web/tell-privately.ts';
import { type AccessContext, denialFor } from './authorize.ts';

/** Does nothing if the member may import by now. */
export async function denyImport(
  context: AccessContext,
  { workspaceId, channelId, threadTs, memberId }: DeniedShare,
): Promise<void> {
  const denial = await denialFor(context, workspaceId, memberId, 'import');
  if (!denial) return;
  const client = await context.clients.once(workspaceId);
  await tellPrivately(client, { channelId, threadTs, memberId }, denial);
}
