// Sends clicks and forms to the app again, also such as Slack's own screens no longer offer.
import { randomUUID } from 'node:crypto';
import { type FakeSlack, signatureHeaders } from '../../playground/fake-slack/fake-slack.ts';

type Click = {
  readonly actions: readonly { action_id: string; value: string }[];
  readonly user: { id: string };
};

/** The newest click that the fake sent to the app. */
export function lastClick(fake: FakeSlack): Click {
  const clicked = fake.deliveries().findLast(({ kind }) => kind === 'interactive');
  if (!clicked) throw new Error('No member has clicked');
  return clicked.payload as unknown as Click;
}

/** Sends a click again, as another member or on another button of the message. */
export async function sendClick(
  fake: FakeSlack,
  port: number,
  click: Click,
  { memberId = click.user.id, actionId = click.actions[0]!.action_id, value = click.actions[0]!.value } = {},
): Promise<Response> {
  const payload = {
    ...click,
    trigger_id: randomUUID(),
    user: { ...click.user, id: memberId },
    actions: [{ ...click.actions[0], action_id: actionId, value }],
  };
  return sendInteraction(fake, port, payload);
}

/** Sends a click or a form, signed as Slack signs its requests. */
export async function sendInteraction(fake: FakeSlack, port: number, payload: object): Promise<Response> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...signatureHeaders(fake.signingSecret, body, Math.floor(Date.now() / 1000)),
    },
    body,
  });
}
