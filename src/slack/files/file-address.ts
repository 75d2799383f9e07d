// Asks Slack for the download URL of a file that a member shared.
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { BadFileError } from '../../model/bad-file-error.ts';
import { DownloadFailedError } from '../../model/download-failed-error.ts';
import { isAppRemoved } from '../web/skip-when-uninstalled.ts';
import { retryAfterMs, slackErrorOf } from '../web/slack-error.ts';
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

/**
 * @throws BadFileError when the file was deleted, is not stored in Slack, or may not be read by the app
 * @throws DownloadFailedError when Slack doesn't say where the file is
 */
export async function fetchFileAddress(
  client: WebClient,
  fileId: string,
  signal: AbortSignal,
): Promise<FileAddress> {
  for (let attempt = 0; ; attempt++) {
    const file = await fetchFileInfo(client, fileId);
    if (file?.file_access === 'access_denied') throw accessDeniedError('`access_denied`');
    if (file) rejectSlackObject(file);
    if (file?.mode === 'tombstone' || file?.mode === 'hidden_by_limit') throw fileGoneError();
    const url = file?.url_private_download ?? file?.url_private;
    const isHtml = file?.mimetype === 'text/html' || file?.filetype === 'html';
    if (url && URL.canParse(url)) return { url: new URL(url), size: file?.size ?? null, isHtml };
    const pauseMs = retryPausesMs[attempt];
    if (pauseMs === undefined) throw new DownloadFailedError('Slack sent no address of the file');
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
    if (code !== null && refusals.has(code)) throw accessDeniedError(`\`${code}\``);
    // The queue knows what to do about these.
    if (retryAfterMs(error) !== null || isAppRemoved(error)) throw error;
    throw new DownloadFailedError('Slack did not say where the file is', { cause: error });
  }
}

/** Slack's error codes for a file that it doesn't let the app read, however often the app asks. */
const refusals = new Set([
  'access_denied',
  'ekm_access_denied',
  'file_not_visible',
  'no_permission',
  'not_visible',
  'restricted_action',
  'slack_connect_file_link_sharing_blocked',
  'team_access_not_granted',
]);

/**
 * Without this scope, Slack's file host answers with a login page and status 200.
 * @throws BadFileError if the scope is missing
 */
export async function requireFilesScope(client: WebClient): Promise<void> {
  // Without an answer, it stays a failed download.
  const answer = await client.auth.test().catch(() => null);
  const scopes = answer?.response_metadata?.scopes;
  if (scopes && !scopes.includes('files:read')) throw missingScopeError();
}

const fileGoneError = (): BadFileError =>
  new BadFileError({ code: 'gone', reason: 'it was deleted in Slack', remedy: 'Share the file again.' });

/** @param answer what Slack answered */
export const accessDeniedError = (answer: string): BadFileError =>
  new BadFileError({
    code: 'access-denied',
    reason: `Slack doesn't let the app read it (it answered ${answer})`,
    remedy:
      'Share the file in a channel of your own workspace, or ask an admin of your Slack which rule keeps apps from reading files; then share it again.',
  });

const missingScopeError = (): BadFileError =>
  new BadFileError({
    code: 'missing-scope',
    reason: 'the app lacks the permission to read files (`files:read`)',
    remedy: 'Ask whoever runs the app to install it again with this permission, then share the file again.',
  });
