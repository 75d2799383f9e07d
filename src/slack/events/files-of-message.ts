// The files of a message, as they are noted. Of some Slack only gives the id and says to ask.
import type { WebClient } from '@slack/web-api';
import type { SharedFile } from '../../usecases/import/request-import.ts';
import { slackErrorOf } from '../web/slack-error.ts';

export type SlackFile = {
  readonly id: string;
  readonly name?: string | null;
  /** In bytes. */
  readonly size?: number;
  readonly mimetype?: string;
  readonly filetype?: string;
  /** `check_file_info`: the rest is missing, as in channels that several workspaces share. */
  readonly file_access?: string;
};

/** What Slack says of a file that it doesn't show us, whenever we ask. */
const notShown = new Set([
  'file_not_found',
  'file_deleted',
  'access_denied',
  'slack_connect_file_link_sharing_blocked',
]);

export async function filesOfMessage(
  client: WebClient,
  files: readonly SlackFile[],
): Promise<readonly SharedFile[]> {
  return Promise.all(files.map(async (file) => toSharedFile(await inFull(client, file))));
}

export function toSharedFile({ id, name, size, mimetype, filetype }: SlackFile): SharedFile {
  const types = [mimetype, filetype].filter((type) => type !== undefined);
  return { id, name: name ?? 'a file without a name', size: size ?? 0, types };
}

async function inFull(client: WebClient, file: SlackFile): Promise<SlackFile> {
  if (file.file_access !== 'check_file_info') return file;
  try {
    const { file: told } = await client.files.info({ file: file.id });
    return { ...told, id: file.id };
  } catch (error) {
    // The others of the message are not to wait for it. Where the bot was asked, the reading says what is the matter.
    if (notShown.has(slackErrorOf(error) ?? '')) return file;
    throw error;
  }
}
