// Signs a request as Slack does, so that the app can verify its sender.
import { createHmac } from 'node:crypto';

/**
 * Returns the signature headers for `body`. `at` is seconds since 1970.
 * Source: https://docs.slack.dev/authentication/verifying-requests-from-slack.
 */
export function signatureHeaders(secret: string, body: string, at: number): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}` };
}
