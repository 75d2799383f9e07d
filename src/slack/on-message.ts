// A message with files: noted, and read later. Slack sends it again when we don't answer, or answer with an error.
import type { App } from '@slack/bolt';
import type { FileShare, SharedFile } from '../usecases/request-import.ts';
import type { Members } from './members.ts';
import { parseShareText } from './parse-share-text.ts';
import { notAllowed } from './views/not-allowed.ts';
import type { Installation, WebClients } from './web-clients.ts';

type Parts = {
  readonly installation: Installation;
  readonly clients: WebClients;
  readonly members: Members;
  readonly requestImport: (share: FileShare) => Promise<void>;
};

/** What of a `message` or `app_mention` event tells who shared what. */
type Shared = {
  readonly subtype?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly text?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly channel: string;
  readonly channel_type?: string;
  readonly files?: readonly SlackFile[];
};

type SlackFile = { id: string; name?: string | null; size?: number; mimetype?: string; filetype?: string };

/** Others are edits, deletions, joins, and what bots said. */
const subtypes = new Set<string | undefined>([undefined, 'file_share', 'thread_broadcast']);

export function onMessage(app: App, { installation, clients, members, requestImport }: Parts): void {
  app.event('message', ({ event }) => handle(event as Shared));
  // The same message once more, for channels whose messages we don't get; noted once.
  app.event('app_mention', ({ event }) => handle(event as Shared));

  async function handle(said: Shared): Promise<void> {
    const { user: requestedBy, files = [] } = said;
    if (!subtypes.has(said.subtype) || said.bot_id || !requestedBy || files.length === 0) return;
    const { workspaceId, botMemberId } = installation;
    const { mentionsBot, organizationId } = parseShareText(said.text ?? '', botMemberId);
    const addressed = mentionsBot || said.channel_type === 'im';
    if ((await members.kindOf(workspaceId, requestedBy)) !== 'member') {
      if (addressed) await refuse(said.channel, requestedBy);
      return;
    }
    await requestImport({
      workspaceId,
      channelId: said.channel,
      ts: said.ts,
      threadTs: said.thread_ts ?? null,
      requestedBy,
      files: files.map(toSharedFile),
      addressed,
      organizationId,
    });
  }

  async function refuse(channel: string, member: string): Promise<void> {
    await clients
      .for(installation.workspaceId)
      .chat.postEphemeral({ channel, user: member, ...notAllowed('import end users', []) });
  }
}

function toSharedFile({ id, name, size, mimetype, filetype }: SlackFile): SharedFile {
  const types = [mimetype, filetype].filter((type) => type !== undefined);
  return { id, name: name ?? 'a file without a name', size: size ?? 0, types };
}
