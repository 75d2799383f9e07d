// A channel of the workspace got a new id.
import { replaceChannelId } from '../../db/channel-ids.ts';
import type { Context } from '../ports.ts';

/** Plans, offers, exports, and waiting messages go on in the channel with the new id. */
export function moveChannel(
  { inWorkspace }: Context,
  workspaceId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  return inWorkspace(workspaceId, (tx) => replaceChannelId(tx, from, to));
}
