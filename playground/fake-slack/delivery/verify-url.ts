// Verifies the app's request URL as Slack does: the app must return a challenge.
// Source: https://docs.slack.dev/reference/events/url_verification.
import { randomBytes } from 'node:crypto';
import type { AppConnection } from './app-connection.ts';

/** Resolves with true if the app returned the challenge as text or in JSON. */
export async function verifyUrl(app: AppConnection): Promise<boolean> {
  const challenge = randomBytes(16).toString('hex');
  const payload = { type: 'url_verification', token: 'a-verification-token', challenge };
  const answer = await app.send({ kind: 'events_api', payload });
  if (answer.outcome !== 'answered' || answer.status !== 200) return false;
  const { body } = answer;
  return (
    body === challenge ||
    (typeof body === 'object' && body !== null && 'challenge' in body && body.challenge === challenge)
  );
}
