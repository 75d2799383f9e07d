// The check by which Slack makes sure that an address is the app's: it must send a challenge back.
import { randomBytes } from 'node:crypto';
import type { AppLink } from './app-link.ts';

/** Whether the challenge came back, as text or in JSON. */
export async function verifyUrl(app: AppLink): Promise<boolean> {
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
