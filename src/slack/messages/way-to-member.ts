// The way to the member: where Slack refuses an import's message in the thread of the file for good, what matters is said
// privately in the channel, or else by direct message.
import type { Import, ImportState } from '../../model/import.ts';
import type { ShownMessage } from '../../usecases/ports.ts';
import type { View } from '../block-kit/view.ts';
import { movedHere } from '../views/import/moved-here.ts';
import { openDirectMessage } from '../web/direct-message.ts';
import { isRefused, refusesPlace } from '../web/refusals.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { type MessageSubject, type Poster, postView, ThreadDeletedError } from './post-view.ts';

/** What the message shows: to everyone in the channel, and to the member alone. */
export type Views = { readonly thread: View; toMember(by: 'private' | 'direct'): View };

/** Of the other states, the member who waits needs no message of its own. */
const matters: ReadonlySet<ImportState> = new Set([
  'planned',
  'unneeded',
  'applied',
  'undone',
  'refused',
  'cancelled',
  'failed',
]);

/** @returns where the message is afterwards */
export async function showOnItsWay(poster: Poster, record: Import, views: Views): Promise<ShownMessage> {
  if (record.way === 'direct')
    return (await showInDirectMessage(poster, record, views.toMember('direct'))) ?? whereItIs(record);
  try {
    return await showInThread(poster, record, views.thread);
  } catch (error) {
    if (!isRefused(error)) throw error;
    if (!matters.has(record.state)) return whereItIs(record);
    const elsewhere =
      (await unlessRefused(() => showPrivately(poster, record, views.toMember('private')))) ??
      (await showInDirectMessage(poster, record, views.toMember('direct')));
    if (elsewhere === null && !refusesPlace(slackErrorOf(error))) throw error;
    return elsewhere ?? { ...whereItIs(record), way: 'nowhere' };
  }
}

const whereItIs = ({ messageTs, way, postedIn, told }: Import): ShownMessage => ({
  messageTs,
  way,
  postedIn,
  told,
});

async function showInThread(poster: Poster, record: Import, view: View): Promise<ShownMessage> {
  const { workspaceId, place, messageTs } = record;
  const location = { workspaceId, ...place, messageTs };
  try {
    return {
      messageTs: await postView(poster, location, view, subjectOf(record)),
      way: 'thread',
      postedIn: null,
      told: null,
    };
  } catch (error) {
    // A member who deleted the message doesn't wait for a reply to it.
    if (error instanceof ThreadDeletedError)
      return { messageTs: null, way: 'nowhere', postedIn: null, told: null };
    throw error;
  }
}

/** Slack doesn't let such a message be updated: each state gets a new one. */
async function showPrivately({ client }: Poster, record: Import, view: View): Promise<ShownMessage> {
  const told = `${record.state} ${record.planNumber} ${record.reason ?? ''}`;
  if (record.told === told) return whereItIs(record);
  const content = { channel: record.place.channelId, user: waitingMember(record), ...view };
  await client.chat.postEphemeral(content);
  return { ...whereItIs(record), way: 'private', told };
}

/** @returns null if Slack refuses that, too */
function showInDirectMessage(poster: Poster, record: Import, view: View): Promise<ShownMessage | null> {
  return unlessRefused(async () => {
    const { workspaceId, messageTs, postedIn } = record;
    const channelId = await openDirectMessage(poster.client, waitingMember(record));
    // Another member than before may have decided.
    const isThere = record.way === 'direct' && channelId === postedIn;
    if (!isThere && !matters.has(record.state)) return whereItIs(record);
    const location = { workspaceId, channelId, threadTs: null, messageTs: isThere ? messageTs : null };
    const ts = await postView(poster, location, movedHere(view), subjectOf(record));
    return { messageTs: ts, way: 'direct', postedIn: channelId, told: null };
  });
}

/** The member who asked for what is shown. */
const waitingMember = ({ undoneBy, undo, decidedBy, requestedBy }: Import): string =>
  undoneBy ?? undo?.by ?? decidedBy ?? requestedBy;

const subjectOf = ({ id }: Import): MessageSubject => ({
  event_type: 'endusers_import',
  event_payload: { id },
});

/** @returns null if Slack refuses it, now and later */
async function unlessRefused<Result>(post: () => Promise<Result>): Promise<Result | null> {
  try {
    return await post();
  } catch (error) {
    if (!isRefused(error)) throw error;
    return null;
  }
}
