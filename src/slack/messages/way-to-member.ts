// The way to the member: where Slack refuses an import's message in the thread of the file for good, what matters is said
// privately in the channel, or else by direct message. Each state tries the thread again, and whatever has been posted is kept
// up to date.
import type { DirectMessage, Import, ImportState } from '../../model/import.ts';
import type { ShownMessage } from '../../usecases/ports.ts';
import type { View } from '../block-kit/view.ts';
import { movedHere } from '../views/import/moved-here.ts';
import { openDirectMessage } from '../web/direct-message.ts';
import { isRefused, refusesBlocks, refusesPlace } from '../web/refusals.ts';
import { sendView } from '../web/send-view.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import {
  insteadOfButtons,
  type MessageSubject,
  type Poster,
  postView,
  ThreadDeletedError,
} from './post-view.ts';

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

/** @returns where the messages are afterwards */
export async function showOnItsWay(poster: Poster, record: Import, views: Views): Promise<ShownMessage> {
  const { messageTs, direct, told } = record;
  try {
    const inThread = await showInThread(poster, record, views.thread);
    const updated = direct && (await updateDirectMessage(poster, record, direct, views));
    return { ...inThread, direct: updated ?? direct, told: null };
  } catch (error) {
    if (!isRefused(error)) throw error;
    const elsewhere = await showElsewhere(poster, record, views);
    if (elsewhere === null && !refusesPlace(slackErrorOf(error))) throw error;
    return { messageTs, direct, told, way: 'nowhere', ...elsewhere };
  }
}

/** @returns null if Slack refuses every place */
async function showElsewhere(
  poster: Poster,
  record: Import,
  views: Views,
): Promise<Partial<ShownMessage> | null> {
  const { direct, way } = record;
  const memberId = waitingMember(record);
  // Another member than before may have decided: who decides next must not see an old state there.
  const updated = direct && (await updateDirectMessage(poster, record, direct, views));
  if (updated?.memberId === memberId) return { way: 'direct', direct: updated };
  if (!matters.has(record.state)) return { way, direct: updated ?? direct };
  const isPrivate = !direct && (await unlessRefused(() => tellPrivately(poster, record, views)));
  if (isPrivate) return { way: 'private', told: stateOf(record) };
  const posted = await unlessRefused(() => postDirectMessage(poster, record, memberId, views));
  return posted && { way: 'direct', direct: posted, told: null };
}

type InThread = Pick<ShownMessage, 'messageTs' | 'way'>;

async function showInThread(poster: Poster, record: Import, view: View): Promise<InThread> {
  const { workspaceId, place, messageTs } = record;
  const location = { workspaceId, ...place, messageTs };
  try {
    return { messageTs: await postView(poster, location, view, subjectOf(record)), way: 'thread' };
  } catch (error) {
    // A member who deleted the message doesn't wait for a reply to it.
    if (error instanceof ThreadDeletedError) return { messageTs: null, way: 'nowhere' };
    throw error;
  }
}

/** Slack doesn't let such a message be updated: each state gets a new one, once. */
async function tellPrivately({ client }: Poster, record: Import, views: Views): Promise<true> {
  if (record.told === stateOf(record)) return true;
  const to = { channel: record.place.channelId, user: waitingMember(record) };
  const send = (content: View) => client.chat.postEphemeral({ ...to, ...content });
  await sendView(views.toMember('private'), send, insteadOfButtons(subjectOf(record)));
  return true;
}

const stateOf = ({ state, planNumber, reason }: Import): string => `${state} ${planNumber} ${reason ?? ''}`;

/** @returns null if Slack refuses that */
const updateDirectMessage = (
  poster: Poster,
  record: Import,
  { memberId, channelId, ts }: DirectMessage,
  views: Views,
): Promise<DirectMessage | null> =>
  unlessRefused(async () => ({
    memberId,
    channelId,
    ts: await postIn(poster, record, channelId, ts, views),
  }));

async function postDirectMessage(
  poster: Poster,
  record: Import,
  memberId: string,
  views: Views,
): Promise<DirectMessage> {
  const channelId = await openDirectMessage(poster.client, memberId);
  return { memberId, channelId, ts: await postIn(poster, record, channelId, null, views) };
}

function postIn(
  poster: Poster,
  record: Import,
  channelId: string,
  messageTs: string | null,
  views: Views,
): Promise<string> {
  const location = { workspaceId: record.workspaceId, channelId, threadTs: null, messageTs };
  return postView(poster, location, movedHere(views.toMember('direct')), subjectOf(record));
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
    if (!isRefused(error) && !refusesBlocks(slackErrorOf(error) ?? '')) throw error;
    return null;
  }
}
