// An Enterprise organization added the app to workspaces, or removed it from them: `team_access_granted`, `…_revoked`.
import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { NotInstalledError } from '../../installations/installation-store.ts';
import { newErrorReference } from '../../model/error-reference.ts';
import { syncEnterprise } from '../../usecases/workspace/sync-enterprise.ts';
import type { SlackContext } from '../context.ts';

type TeamAccess = SlackEventMiddlewareArgs<'team_access_granted' | 'team_access_revoked'> & AllMiddlewareArgs;

type AccessContext = Omit<SlackContext, 'background' | 'retryDelivery'>;

export async function onTeamAccess(
  context: SlackContext,
  { context: { enterpriseId, retryNum } }: TeamAccess,
): Promise<void> {
  if (!enterpriseId) return;
  await context.retryDelivery(
    () => refreshAccess(context, enterpriseId).catch(ignoreNotInstalled),
    async (err) =>
      context.log.error({ err, enterpriseId }, 'could not ask where an organization has the app'),
    retryNum ?? 0,
  );
}

/** @throws NotInstalledError when the organization hasn't installed the app */
export async function refreshAccess(context: AccessContext, enterpriseId: string): Promise<void> {
  await syncEnterprise(context, enterpriseId, newErrorReference());
  context.installations.forget(enterpriseId);
}

function ignoreNotInstalled(error: unknown): void {
  if (!(error instanceof NotInstalledError)) throw error;
}
