// Opens a form for a member, while the click or command that asks for it is fresh enough for Slack.

import { slackErrorOf } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';
import type { Modal } from './modal.ts';

/**
 * False when it was too late: Slack takes a trigger for three seconds.
 *
 * The form is opened as it is, not behind a view that says "loading": of inputs that come in an update with a value in
 * them, Slack was seen to send none when nobody touched them (slackapi/bolt-js#1258), which would clear the end user.
 */
export type OpenForm = (workspaceId: string, triggerId: string, modal: Modal) => Promise<boolean>;

const tooLate = new Set(['expired_trigger_id', 'trigger_expired']);
/** Slack sent the click twice, and the form is open. */
const openAlready = new Set(['exchanged_trigger_id', 'trigger_exchanged']);

export function openForm(clients: WebClients): OpenForm {
  return async (workspaceId, triggerId, modal) => {
    try {
      const client = await clients.once(workspaceId);
      await client.views.open({ trigger_id: triggerId, view: modal });
      return true;
    } catch (error) {
      const code = slackErrorOf(error) ?? '';
      if (tooLate.has(code)) return false;
      if (openAlready.has(code)) return true;
      throw error;
    }
  };
}
