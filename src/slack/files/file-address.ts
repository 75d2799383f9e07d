// Where Slack keeps a file that a member shared.
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { BadFileError } from '../../model/bad-file-error.ts';
import { slackErrorOf } from '../web/slack-error.ts';

/** Right after an upload Slack may not know the URL yet. */
const waitsForUrl = [500, 1_000, 2_000];

export type FileAddress = {
  readonly url: URL;
  /** In bytes. */
  readonly size: number | null;
};

/** @throws WrongFile when the file is no longer there, or never was in Slack */
export async function fileAddress(
  client: WebClient,
  file: string,
  signal: AbortSignal,
): Promise<FileAddress> {
  for (let attempt = 0; ; attempt++) {
    const told = await infoOf(client, file);
    if (told?.mode === 'external' || told?.is_external) throw external();
    if (told?.mode === 'tombstone' || told?.mode === 'hidden_by_limit') throw gone();
    const url = told?.url_private_download ?? told?.url_private;
    if (url) return { url: new URL(url), size: told?.size ?? null };
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

export const gone = (): BadFileError =>
  new BadFileError({ code: 'gone', reason: 'it was deleted in Slack', remedy: 'Share the file again.' });

const external = (): BadFileError =>
  new BadFileError({
    code: 'external',
    reason: 'it is a link to another service, and not in Slack',
    remedy: 'Download it there and share the file itself.',
  });
