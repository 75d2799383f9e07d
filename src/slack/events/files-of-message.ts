// The files of a Slack message. For some of them Slack sends only the id, and `files.info` has the rest.
import type { WebClient } from '@slack/web-api';
import type { SharedFile } from '../../model/file-share.ts';
import { slackErrorOf } from '../web/slack-error.ts';

/** https://docs.slack.dev/reference/objects/file-object */
export type SlackFile = {
  readonly id: string;
  readonly name?: string | null;
  /** In bytes. */
  readonly size?: number;
  readonly mimetype?: string;
  readonly filetype?: string;
  /** `check_file_info`: everything but the id is missing, as in channels that several workspaces share. */
  readonly file_access?: string;
};

/** Slack doesn't show us this file, however often we ask. */
const notVisible = new Set([
  'file_not_found',
  'file_deleted',
  'access_denied',
  'slack_connect_file_link_sharing_blocked',
]);

export async function filesOfMessage(
  client: WebClient,
  files: readonly SlackFile[],
): Promise<readonly SharedFile[]> {
  return Promise.all(files.map(async (file) => toSharedFile(await withDetails(client, file))));
}

export function toSharedFile({ id, name, size, mimetype, filetype }: SlackFile): SharedFile {
  const types = [mimetype, filetype].filter((type) => type !== undefined);
  return { id, name: name ?? 'a file without a name', size: size ?? 0, types };
}

async function withDetails(client: WebClient, file: SlackFile): Promise<SlackFile> {
  if (file.file_access !== 'check_file_info') return file;
  try {
    const { file: details } = await client.files.info({ file: file.id });
    return { ...details, id: file.id };
  } catch (error) {
    // The message's other files must not wait for this one. If the bot was asked, reading the file reports the reason.
    if (notVisible.has(slackErrorOf(error) ?? '')) return file;
    throw error;
  }
}
