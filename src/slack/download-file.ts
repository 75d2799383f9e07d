// The bytes of a file that a member shared.
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { WrongFile } from '../model/wrong-file.ts';
import type { Files } from '../usecases/ports.ts';
import { slackErrorOf } from './slack-error.ts';
import type { WebClients } from './web-clients.ts';

/** Right after an upload Slack may not know the URL yet. */
const waitsForUrl = [500, 1_000, 2_000];
const redirectsAtMost = 5;

type Parts = {
  readonly clients: WebClients;
  readonly mayHaveToken: (url: URL) => boolean;
};

export function downloadFile({ clients, mayHaveToken }: Parts): Files['download'] {
  return async function* ({ workspaceId, slackFileId }, signal) {
    const client = clients.for(workspaceId);
    const url = await urlOf(client, slackFileId, signal);
    const response = await get(new URL(url), client.token ?? '', signal);
    if (response.body) yield* response.body;
  };

  /** Follows redirects by hand: the token is for Slack's hosts only. */
  async function get(url: URL, token: string, signal: AbortSignal): Promise<Response> {
    let next = url;
    for (let redirects = 0; redirects <= redirectsAtMost; redirects++) {
      if (!mayHaveToken(next)) throw new Error('Slack named a host for a file that is not one of its own');
      const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' };
      const response = await fetch(next, { headers, redirect: 'manual', signal });
      const location = response.headers.get('location');
      if (response.status === 404 || response.status === 410) throw gone();
      if (response.status >= 300 && response.status < 400 && location) {
        await response.body?.cancel();
        next = new URL(location, next);
        continue;
      }
      if (!response.ok) throw new Error(`the download of a file was answered with ${response.status}`);
      return response;
    }
    throw new Error('the download of a file was redirected too often');
  }
}

async function urlOf(client: WebClient, file: string, signal: AbortSignal): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const told = await infoOf(client, file);
    if (told?.mode === 'external' || told?.is_external) throw external();
    if (told?.mode === 'tombstone' || told?.mode === 'hidden_by_limit') throw gone();
    const url = told?.url_private_download ?? told?.url_private;
    if (url) return url;
    const wait = waitsForUrl[attempt];
    if (wait === undefined) throw new Error('Slack told no address for a file');
    await sleep(wait, undefined, { signal });
  }
}

async function infoOf(client: WebClient, file: string) {
  try {
    return (await client.files.info({ file })).file;
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === 'file_deleted' || code === 'file_not_found') throw gone();
    throw error;
  }
}

const gone = (): WrongFile =>
  new WrongFile({ code: 'gone', reason: 'it was deleted in Slack', remedy: 'Share the file again.' });

const external = (): WrongFile =>
  new WrongFile({
    code: 'external',
    reason: 'it is a link to another service, and not in Slack',
    remedy: 'Download it there and share the file itself.',
  });
