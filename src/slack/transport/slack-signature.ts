// Slack's signature of a request: whether the headers can hold one, and whether it fits the bytes of the body.
//
// https://docs.slack.dev/authentication/verifying-requests-from-slack
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type SlackSignature = { readonly timestamp: string; readonly hash: Buffer };

/** @returns null when the headers are missing or malformed: then no body can make the request valid */
export function readSignature(headers: IncomingHttpHeaders): SlackSignature | null {
  const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = headers;
  if (typeof timestamp !== 'string' || !/^\d{1,15}$/.test(timestamp)) return null;
  const [, hex] = (typeof signature === 'string' && /^v0=([\da-f]{64})$/.exec(signature)) || [];
  return hex === undefined ? null : { timestamp, hash: Buffer.from(hex, 'hex') };
}

/** @param body as it arrived: nothing is parsed before it is verified */
export function isSignedBySlack(
  signingSecret: string,
  { timestamp, hash }: SlackSignature,
  body: Buffer,
): boolean {
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(expected, hash);
}
