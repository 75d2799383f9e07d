// An Enterprise organization added the app to workspaces, or removed it from them: `team_access_granted`, `…_revoked`.
import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { newErrorReference } from '../../model/error-reference.ts';
import { syncEnterprise } from '../../usecases/workspace/sync-enterprise.ts';
import type { ListenerContext, SlackContext } from '../context.ts';
import { isAppRemoved } from '../web/skip-when-uninstalled.ts';

type TeamAccess = SlackEventMiddlewareArgs<'team_access_granted' | 'team_access_revoked'> & AllMiddlewareArgs;

export async function onTeamAccess(
  context: ListenerContext,
  { context: { enterpriseId, retryNum } }: TeamAccess,
): Promise<void> {
  if (!enterpriseId) return;
  await context.retryDelivery(
    () => refreshAccess(context, enterpriseId).catch(ignoreRemoval),
    async (err) =>
      context.log.error({ err, enterpriseId }, 'could not ask where an organization has the app'),
    retryNum ?? 0,
  );
}

/** Fails as `isAppRemoved` says when the organization hasn't installed the app. */
export async function refreshAccess(context: SlackContext, enterpriseId: string): Promise<void> {
  await syncEnterprise(context, enterpriseId, newErrorReference());
  context.installations.forget(enterpriseId);
}

/** The event about the removal deletes the installation. */
function ignoreRemoval(error: unknown): void {
  if (!isAppRemoved(error)) throw error;
}
