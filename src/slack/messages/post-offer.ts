// Posts the message about a file that nobody addressed: privately, in the channel or thread where it was shared, or, about a
// file of an app, for everyone in its thread.
import type { OfferedFile, Postings } from '../../usecases/ports.ts';
import { fileOffered } from '../views/import/file-offered.ts';
import { isRefused } from '../web/refusals.ts';
import { tellPrivately } from '../web/tell-privately.ts';
import type { WebClients } from '../web/web-clients.ts';
import { type Poster, postView, ThreadDeletedError } from './post-view.ts';

export async function postOffer(
  clients: WebClients,
  postings: Postings,
  offered: OfferedFile,
): Promise<void> {
  const { workspaceId, requestedBy: memberId, place } = offered.record;
  if (offered.offer.kind === 'app')
    return postToThread({ client: await clients.once(workspaceId), postings }, offered);
  const threadTs = offered.isInThread ? place.threadTs : null;
  const listener = { channelId: place.channelId, threadTs, memberId };
  await tellPrivately(await clients.once(workspaceId), listener, fileOffered(offered));
}

async function postToThread(poster: Poster, offered: OfferedFile): Promise<void> {
  const { workspaceId, place, id } = offered.record;
  const location = { workspaceId, ...place, messageTs: null };
  const subject = { event_type: 'endusers_offer', event_payload: { id } };
  await postView(poster, location, fileOffered(offered), subject).catch((error: unknown) => {
    if (error instanceof ThreadDeletedError || isRefused(error)) return;
    throw error;
  });
}
