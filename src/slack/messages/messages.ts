// The bot's messages: one per import and per export, kept up to date, and notices that are posted once.
import type { Export } from '../../model/export.ts';
import type { Import, ImportState } from '../../model/import.ts';
import type { Notice } from '../../usecases/job-payloads.ts';
import type { Messages, Postings } from '../../usecases/ports.ts';
import { hiddenBecause, type PlaceContext, wasHiddenBecause } from '../access/look-at-place.ts';
import type { View } from '../block-kit/view.ts';
import { exportMessage } from '../views/export/export-message.ts';
import { exportMoved } from '../views/export/export-moved.ts';
import { exportUndelivered } from '../views/export/export-undelivered.ts';
import { redactExport } from '../views/export/redact-export.ts';
import { cellsFileLost } from '../views/import/cells-file.ts';
import { importMessage } from '../views/import/import-message.ts';
import { problemFileLost } from '../views/import/problem-file-lost.ts';
import { redactLate } from '../views/import/redact-for-external.ts';
import { firstSteps } from '../views/notices/first-steps.ts';
import { help } from '../views/notices/help.ts';
import { internalError } from '../views/notices/internal-error.ts';
import { reinstallNeeded } from '../views/notices/reinstall-needed.ts';
import { roleGranted } from '../views/notices/role-granted.ts';
import { secondPersonLoosened } from '../views/notices/second-person-loosened.ts';
import { welcome } from '../views/notices/welcome.ts';
import { workEnded } from '../views/notices/work-ended.ts';
import { openDirectMessage, resolveChannel } from '../web/direct-message.ts';
import { isRefused, refusesPlace, throwIfRefused } from '../web/refusals.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { tellPrivately } from '../web/tell-privately.ts';
import { postOffer } from './post-offer.ts';
import { type MessageSubject, type Poster, postView, ThreadDeletedError } from './post-view.ts';
import { createRateLimitBackoff } from './rate-limit-backoff.ts';
import { showOnItsWay } from './way-to-member.ts';

export function createSlackMessages(context: PlaceContext, postings: Postings): Messages {
  const { clients } = context;
  const posterFor = async (workspaceId: string): Promise<Poster> => ({
    client: await clients.once(workspaceId),
    postings,
  });
  const { isBackingOff, backOffOn } = createRateLimitBackoff();
  return {
    async showImport(record, progress) {
      const { workspaceId, messageTs, way, direct, told } = record;
      const thread = importMessage(await redactIfHidden(context, record), progress ?? null);
      if (!thread || (progress && isBackingOff(workspaceId))) return { messageTs, way, direct, told };
      // Nobody else reads what is said to the member alone.
      const toMember = (by: 'private' | 'direct') =>
        importMessage({ ...record, way: by, sharedOutside: false }, progress ?? null) ?? thread;
      return showOnItsWay(await posterFor(workspaceId), record, { thread, toMember }).catch(
        backOffOn(workspaceId),
      );
    },
    async deleteDuplicate(record) {
      const { workspaceId, place, messageTs } = record;
      const client = await clients.once(workspaceId);
      const duplicate = { channel: place.channelId, ts: messageTs ?? '' };
      await client.chat.delete(duplicate).catch((error: unknown) => {
        if (slackErrorOf(error) !== 'message_not_found') throw error;
      });
    },
    async showExport(record, channelId, progress) {
      const { workspaceId, messageTs } = record;
      if (progress && messageTs !== null && isBackingOff(workspaceId)) return messageTs;
      const location = { workspaceId, channelId, threadTs: null, messageTs };
      const subject = exportSubjectOf(record);
      // A message in the channel shows nothing stored from the moment that it may not.
      const ask = progress ? wasHiddenBecause : hiddenBecause;
      const isHidden = !record.isPrivate && (await ask(context, workspaceId, channelId)) !== null;
      const view = exportMessage(isHidden ? redactExport(record) : record, progress ?? null);
      return postView(await posterFor(workspaceId), location, view, subject)
        .catch(backOffOn(workspaceId))
        .catch(throwIfRefused);
    },
    async showExportUndelivered(record) {
      const { workspaceId, channelId, requestedBy: memberId } = record;
      const client = await clients.once(workspaceId);
      await tellPrivately(client, { channelId, threadTs: null, memberId }, exportUndelivered(record));
    },
    async showExportMoved(record, channelId, because) {
      const { workspaceId, messageTs } = record;
      const location = { workspaceId, channelId, threadTs: null, messageTs };
      const view = exportMoved(record, because);
      const poster = await posterFor(workspaceId);
      await postView(poster, location, view, exportSubjectOf(record)).catch((error: unknown) => {
        if (!refusesPlace(slackErrorOf(error))) throw error;
      });
    },
    async postNotice(notice) {
      const { workspaceId, threadTs, to, words } = notice;
      const subject = { event_type: `endusers_${words}`, event_payload: { id: to } };
      const poster = await posterFor(workspaceId);
      const { memberId } = notice;
      try {
        const channelId = await resolveChannel(poster.client, notice.channelId);
        const location = { workspaceId, channelId, threadTs, messageTs: null };
        await postView(poster, location, viewOf(notice), subject);
      } catch (error) {
        // A member who deleted the message doesn't wait for a reply to it.
        if (error instanceof ThreadDeletedError) return;
        if (memberId !== undefined && isRefused(error))
          return tellPrivately(
            poster.client,
            { channelId: notice.channelId, threadTs: null, memberId },
            viewOf(notice),
          );
        if (!refusesPlace(slackErrorOf(error))) throw error;
      }
    },
    offerImport: (offered) => postOffer(clients, postings, offered),
    async channelFor(record) {
      if (!record.isPrivate) return record.channelId;
      const client = await clients.once(record.workspaceId);
      return openDirectMessage(client, record.requestedBy).catch(throwIfRefused);
    },
  };
}

const exportSubjectOf = ({ id }: Export): MessageSubject => ({
  event_type: 'endusers_export',
  event_payload: { id },
});

/** Their messages show nothing that is stored, even after an earlier plan, and they are updated often. */
const withoutStoredData: ReadonlySet<ImportState> = new Set(['received', 'reading', 'ignored']);

/** Asked each time: who can read the channel may change, and the setting. What a plan was made without stays hidden. */
async function redactIfHidden(context: PlaceContext, record: Import): Promise<Import> {
  const { workspaceId, place, sharedOutside, state, plan, undo } = record;
  if (sharedOutside || withoutStoredData.has(state) || (!plan && !undo)) return record;
  const because = await hiddenBecause(context, workspaceId, place.channelId);
  return because === null ? record : redactLate(record, because);
}

function viewOf(notice: Notice): View {
  if (notice.words === 'problem-file-lost') return problemFileLost(notice.reference);
  if (notice.words === 'cells-file-lost') return cellsFileLost(notice.reference);
  // The answer was a view when it was stored; its schema doesn't repeat Slack's types of blocks.
  if (notice.words === 'answer') return notice.view as unknown as View;
  if (notice.words === 'command-failed') return internalError(notice.reference);
  if (notice.words === 'work-ended') return workEnded(notice);
  if (notice.words === 'first-steps') return firstSteps();
  if (notice.words === 'role-granted') return roleGranted(notice);
  if (notice.words === 'second-person-loosened') return secondPersonLoosened(notice);
  if (notice.words === 'reinstall') return reinstallNeeded(new Date(notice.expiresAt));
  return notice.words === 'hello' ? welcome() : help();
}
