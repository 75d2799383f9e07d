// A private channel got a new id, as when it is shared with another company.
import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { moveChannel } from '../../usecases/workspace/move-channel.ts';
import type { ListenerContext } from '../context.ts';
import { botIdentity } from '../transport/bot-identity.ts';

type ChannelIdChanged = SlackEventMiddlewareArgs<'channel_id_changed'> & AllMiddlewareArgs;

export async function onChannelIdChanged(
  context: ListenerContext,
  { event, context: boltContext }: ChannelIdChanged,
): Promise<void> {
  const { workspaceId } = botIdentity(boltContext);
  const { old_channel_id: from, new_channel_id: to } = event;
  await context.retryDelivery(
    () => moveChannel(context, workspaceId, { from, to }),
    async (error) => context.log.error({ err: error, workspaceId, from, to }, 'a channel id was not changed'),
    boltContext.retryNum ?? 0,
  );
}
