// A click on a button that is no longer in the message, but still was on a member's screen.
import { randomUUID } from 'node:crypto';
import { type FakeSlack, signatureHeaders } from '../../playground/fake-slack/fake-slack.ts';

type Click = {
  readonly actions: readonly { action_id: string; value: string }[];
  readonly user: { id: string };
};

/** The newest click that was brought to the app. */
export function lastClick(fake: FakeSlack): Click {
  const clicked = fake.deliveries().findLast(({ kind }) => kind === 'interactive');
  if (!clicked) throw new Error('Nobody has clicked');
  return clicked.payload as unknown as Click;
}

/** Brings a click to the app once more, as made by this member or on another button of the message. */
export async function clickOnce(
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
  return sendOnce(fake, port, payload);
}

/** Brings a click or a form to the app, signed as Slack does. */
export async function sendOnce(fake: FakeSlack, port: number, payload: object): Promise<Response> {
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
