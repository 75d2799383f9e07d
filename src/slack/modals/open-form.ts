// Opens a form for a member while the click or command that asks for it is fresh enough for Slack.
import { slackErrorOf } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';
import type { Modal } from './modal.ts';

const tooLate = new Set(['expired_trigger_id', 'trigger_expired']);
/** Slack delivered the click twice, and the form is open. */
const alreadyOpen = new Set(['exchanged_trigger_id', 'trigger_exchanged']);

/**
 * The form is opened as it is, not behind a "loading" view: when inputs with initial values arrive in an update, Slack
 * has been seen to submit none of those that no one touched (slackapi/bolt-js#1258), which would clear the end user.
 *
 * @param triggerId empty where there is none: only a click or a slash command can open a form
 * @returns false when it was too late, or there is none: a trigger id lives for three seconds
 */
export async function openForm(
  clients: WebClients,
  workspaceId: string,
  triggerId: string,
  modal: Modal,
): Promise<boolean> {
  if (triggerId === '') return false;
  try {
    const client = await clients.once(workspaceId);
    await client.views.open({ trigger_id: triggerId, view: modal });
    return true;
  } catch (error) {
    const code = slackErrorOf(error) ?? '';
    if (tooLate.has(code)) return false;
    if (alreadyOpen.has(code)) return true;
    throw error;
  }
}
