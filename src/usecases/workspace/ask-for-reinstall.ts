// Tells the admins of a workspace, or of all workspaces of an org-wide installation, while its token is still valid, that the
// app must be installed again.
import { listAdmins } from '../../db/access-grants.ts';
import { recordReinstallAsked } from '../../db/installations.ts';
import { listWorkspacesOf } from '../../db/workspaces.ts';
import { enqueueJob } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

/** Everyone who was granted `admin`, up to this many in all. Slack has no list of its own admins that the app may read. */
const maxAdmins = 50;

/**
 * Tells them, and the member who installed the app, once.
 * @param workspaceId of an org-wide installation: the organization's id
 */
export async function askForReinstall(
  { db, inWorkspace }: Pick<Context, 'db' | 'inWorkspace'>,
  workspaceId: string,
): Promise<void> {
  const admins: string[] = [];
  for (const id of [workspaceId, ...(await listWorkspacesOf(db, workspaceId))]) {
    if (admins.length >= maxAdmins) break;
    admins.push(...(await inWorkspace(id, (tx) => listAdmins(tx, id, maxAdmins - admins.length))));
  }
  await inWorkspace(workspaceId, async (tx) => {
    const asked = await recordReinstallAsked(tx, workspaceId);
    if (!asked) return;
    const members = new Set([asked.installedBy, ...admins]);
    for (const channelId of members) {
      if (channelId === '') continue;
      const to = String(asked.askedAt.getTime() / 1_000);
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
