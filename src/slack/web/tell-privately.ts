// Tells one member something: privately in a channel, or, where Slack refuses that for good, by direct message.
import type { WebClient } from '@slack/web-api';
import type { View } from '../block-kit/view.ts';
import { openDirectMessage } from './direct-message.ts';
import { isRefused } from './refusals.ts';
import { sendView } from './send-view.ts';

type Listener = {
  readonly channelId: string;
  /** `null`: in the channel itself. */
  readonly threadTs: string | null;
  readonly memberId: string;
};

/** Does nothing where Slack refuses a direct message as well: there is no place left. A second call says it again. */
export async function tellPrivately(
  client: WebClient,
  { memberId, ...where }: Listener,
  view: View,
): Promise<void> {
  const thread = where.threadTs === null ? {} : { thread_ts: where.threadTs };
  const to = { channel: where.channelId, user: memberId, ...thread };
  try {
    await sendView(view, (content) => client.chat.postEphemeral({ ...to, ...content }));
  } catch (error) {
    if (!isRefused(error)) throw error;
    await sendDirectly(client, memberId, view);
  }
}

async function sendDirectly(client: WebClient, memberId: string, view: View): Promise<void> {
  try {
    const channel = await openDirectMessage(client, memberId);
    await sendView(view, (content) => client.chat.postMessage({ channel, ...content }));
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
}
