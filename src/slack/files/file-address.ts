// Asks Slack for the download URL of a file that a member shared.
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { BadFileError } from '../../model/bad-file-error.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { rejectSlackObject } from './reject-slack-object.ts';

/** Right after an upload, Slack may not know the URL yet: pauses between the attempts, in ms. */
const retryPausesMs = [500, 1_000, 2_000];

export type FileAddress = {
  readonly url: URL;
  /** In bytes; null when Slack doesn't say. */
  readonly size: number | null;
  /** Whether Slack takes the file for a web page. */
  readonly isHtml: boolean;
};

/** @throws BadFileError when the file was deleted, is not stored in Slack, or may not be read by the app */
export async function fetchFileAddress(
  client: WebClient,
  fileId: string,
  signal: AbortSignal,
): Promise<FileAddress> {
  for (let attempt = 0; ; attempt++) {
    const file = await fetchFileInfo(client, fileId);
    if (file) rejectSlackObject(file);
    if (file?.mode === 'tombstone' || file?.mode === 'hidden_by_limit') throw fileGoneError();
    const url = file?.url_private_download ?? file?.url_private;
    const isHtml = file?.mimetype === 'text/html' || file?.filetype === 'html';
    if (url) return { url: new URL(url), size: file?.size ?? null, isHtml };
    const pauseMs = retryPausesMs[attempt];
    if (pauseMs === undefined) throw new Error('Slack sent no URL for a file');
    await sleep(pauseMs, undefined, { signal });
  }
}

async function fetchFileInfo(client: WebClient, fileId: string) {
  try {
    return (await client.files.info({ file: fileId })).file;
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === 'file_deleted' || code === 'file_not_found') throw fileGoneError();
    if (code === 'missing_scope') throw missingScopeError();
    throw error;
  }
}

/**
 * Without this scope, Slack's file host answers with a login page and status 200.
 * @throws BadFileError if the scope is missing
 */
export async function requireFilesScope(client: WebClient): Promise<void> {
  const { response_metadata: metadata } = await client.auth.test();
  if (metadata?.scopes && !metadata.scopes.includes('files:read')) throw missingScopeError();
}

export const fileGoneError = (): BadFileError =>
  new BadFileError({ code: 'gone', reason: 'it was deleted in Slack', remedy: 'Share the file again.' });

const missingScopeError = (): BadFileError =>
  new BadFileError({
    code: 'missing-scope',
    reason: 'the app lacks the permission to read files (`files:read`)',
    remedy: 'Ask whoever runs the app to install it again with this permission, then share the file again.',
  });
