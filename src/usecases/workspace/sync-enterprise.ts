// Org-wide installations: which workspaces of an Enterprise organization the app may act in. Slack's events say that this has
// changed, may be late, and name only some of the workspaces; so Slack is asked.
import { findInstallation, isInstalled } from '../../db/installations.ts';
import { ensureWorkspace, isGuided, listWorkspacesOf, recordEnterprise } from '../../db/workspaces.ts';
import type { Context } from '../ports.ts';
import { guideFirstSteps } from './guide-first-steps.ts';
import { endWork, type Removal, removeApp } from './remove-app.ts';

/**
 * Records what Slack says. Work in workspaces that revoked the access ends; their data stays.
 * @param reference the error reference of the imports and exports that fail because of that
 */
export async function syncEnterprise(
  context: Context,
  enterpriseId: string,
  reference: string,
): Promise<void> {
  const granted = new Set(await context.slack.grantedWorkspaces(enterpriseId));
  const recorded = new Set(await listWorkspacesOf(context.db, enterpriseId));
  for (const workspaceId of granted)
    if (!recorded.has(workspaceId)) await beginAccess(context, workspaceId, enterpriseId);
  for (const workspaceId of recorded)
    if (!granted.has(workspaceId)) await endAccess(context, workspaceId, reference);
  await guideInstaller(context, enterpriseId);
}

/** In more workspaces, whoever installed the app is not looked for: Slack limits how often it is asked. */
const lookedAt = 20;

/**
 * Whoever installed the app takes the first steps in the first workspace that it was added to and that they are in. Elsewhere, and
 * where they are in none, the first admin who types a command does.
 */
async function guideInstaller(context: Context, enterpriseId: string): Promise<void> {
  const { db, inWorkspace, slack } = context;
  const workspaces = await listWorkspacesOf(db, enterpriseId);
  for (const id of workspaces) if (await inWorkspace(id, (tx) => isGuided(tx, id))) return;
  const installedBy = (await findInstallation(db, enterpriseId))?.installedBy ?? '';
  if (installedBy === '') return;
  for (const workspaceId of workspaces.slice(0, lookedAt)) {
    if (!(await slack.isAllowed(workspaceId, installedBy, 'ask for help'))) continue;
    return guideFirstSteps(context, workspaceId, installedBy);
  }
}

/** The organization removed the app: `removal.workspaceId` is its id. */
export async function removeEnterprise(
  context: Context,
  removal: Removal,
): Promise<'removed' | 'installed again since'> {
  const outcome = await removeApp(context, removal);
  if (outcome === 'installed again since') return outcome;
  for (const workspaceId of await listWorkspacesOf(context.db, removal.workspaceId))
    await endAccess(context, workspaceId, removal.reference);
  return outcome;
}

async function beginAccess(
  { inWorkspace, log }: Context,
  workspaceId: string,
  enterpriseId: string,
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    await ensureWorkspace(tx, workspaceId);
    await recordEnterprise(tx, workspaceId, enterpriseId);
  });
  log.info({ workspaceId, enterpriseId }, 'an organization granted access to a workspace');
}

async function endAccess(
  { inWorkspace, log }: Context,
  workspaceId: string,
  reference: string,
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    await recordEnterprise(tx, workspaceId, null);
    if (!(await isInstalled(tx, workspaceId))) await endWork(tx, workspaceId, reference);
  });
  log.info({ workspaceId, reference }, 'an organization revoked the access to a workspace');
}
