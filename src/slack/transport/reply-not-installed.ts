// Answers a click or a command that came from a workspace where the app isn't installed: there is no token for it, and
// none is needed at the address that Slack sends along.
import { notInstalled } from '../views/notices/not-installed.ts';

const answeredWithinMs = 10_000;

/**
 * For nobody else to see; an event has no such address, and is left alone.
 * @param body as Slack signed it
 */
export async function replyNotInstalled(body: object, isOfSlack: (url: URL) => boolean): Promise<void> {
  const { response_url: address } = body as { response_url?: unknown };
  if (typeof address !== 'string' || !URL.canParse(address) || !isOfSlack(new URL(address))) return;
  const said = { response_type: 'ephemeral', replace_original: false, ...notInstalled() };
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(said),
    redirect: 'error',
    signal: AbortSignal.timeout(answeredWithinMs),
  });
  await response.body?.cancel();
}
