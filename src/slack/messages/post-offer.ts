// Posts the message about a file that nobody addressed: privately, in the channel or thread where it was shared, or, about a
// file of an app, for everyone in its thread.
import type { OfferedFile, Postings } from '../../usecases/ports.ts';
import { fileOffered } from '../views/import/file-offered.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';
import { type Poster, postView, ThreadDeletedError } from './post-view.ts';

/** The member or the bot has left the channel, or nobody can write there: a retry would not help. */
const notPossible = new Set([
  'user_not_in_channel',
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
]);

export async function postOffer(
  clients: WebClients,
  postings: Postings,
  offered: OfferedFile,
): Promise<void> {
  const { workspaceId, requestedBy: user, place } = offered.record;
  if (offered.offer.kind === 'app')
    return postToThread({ client: await clients.once(workspaceId), postings }, offered);
  const thread = offered.isInThread ? { thread_ts: place.threadTs } : {};
  const client = await clients.once(workspaceId);
  const content = { channel: place.channelId, user, ...thread, ...fileOffered(offered) };
  await client.chat.postEphemeral(content).catch((error: unknown) => {
    if (!notPossible.has(slackErrorOf(error) ?? '')) throw error;
  });
}

async function postToThread(poster: Poster, offered: OfferedFile): Promise<void> {
  const { workspaceId, place, id } = offered.record;
  const location = { workspaceId, ...place, messageTs: null };
  const subject = { event_type: 'endusers_offer', event_payload: { id } };
  await postView(poster, location, fileOffered(offered), subject).catch((error: unknown) => {
    if (error instanceof ThreadDeletedError || notPossible.has(slackErrorOf(error) ?? '')) return;
    throw error;
  });
}
