// Tells the admins of a workspace, while its token is still valid, that the app must be installed again.
import { listAdmins } from '../../db/access-grants.ts';
import { recordReinstallAsked } from '../../db/installations.ts';
import { enqueueJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

/** Everyone who was granted `admin`, up to this many. Slack has no list of its own admins that the app may read. */
const maxAdmins = 50;

/** Tells them, and the member who installed the app, once. */
export async function askForReinstall(
  { inWorkspace }: Pick<Context, 'inWorkspace'>,
  workspaceId: string,
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const asked = await recordReinstallAsked(tx, workspaceId);
    if (!asked) return;
    const members = new Set([asked.installedBy, ...(await listAdmins(tx, workspaceId, maxAdmins))]);
    for (const channelId of members) {
      if (channelId === '') continue;
      const to = String(Math.floor(asked.askedAt.getTime() / 1_000));
      const expiresAt = asked.expiresAt.toISOString();
      await enqueueJob(tx, 'say', {
        words: 'reinstall',
        workspaceId,
        channelId,
        threadTs: null,
        to,
        expiresAt,
      });
    }
  });
}
