// Replies to a click or command from a workspace where the app isn't installed. The response URL that Slack sends along
// needs no token.
import { notInstalled } from '../views/notices/not-installed.ts';

const timeoutMs = 10_000;

/**
 * The reply is private. Events have no response URL and get no reply.
 * @param body as Slack signed it
 */
export async function replyNotInstalled(body: object, isSlackHost: (url: URL) => boolean): Promise<void> {
  const { response_url: responseUrl } = body as { response_url?: unknown };
  if (typeof responseUrl !== 'string' || !URL.canParse(responseUrl)) return;
  if (!isSlackHost(new URL(responseUrl))) return;
  const reply = { response_type: 'ephemeral', replace_original: false, ...notInstalled() };
  const response = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(reply),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
}
