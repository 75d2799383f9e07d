// The app was removed from a workspace or an Enterprise organization, or its token was revoked there.
import type { AllMiddlewareArgs, Context as BoltContext, SlackEventMiddlewareArgs } from '@slack/bolt';
import { newErrorReference } from '../../model/error-reference.ts';
import { removeApp } from '../../usecases/workspace/remove-app.ts';
import { removeEnterprise } from '../../usecases/workspace/sync-enterprise.ts';
import type { SlackContext } from '../context.ts';
import { isAppRemoved } from '../web/skip-when-uninstalled.ts';
import { refreshAccess } from './on-team-access.ts';

type AppUninstalled = SlackEventMiddlewareArgs<'app_uninstalled'> & AllMiddlewareArgs;
type TokensRevoked = SlackEventMiddlewareArgs<'tokens_revoked'> & AllMiddlewareArgs;

export function onAppUninstalled(
  context: SlackContext,
  { context: boltContext, body }: AppUninstalled,
): Promise<void> {
  return removeFrom(context, boltContext, body.event_time);
}

export async function onTokensRevoked(
  context: SlackContext,
  { event, context: boltContext, body }: TokensRevoked,
): Promise<void> {
  // The event also names tokens of members, which this app doesn't have.
  if (event.tokens.bot?.length) await removeFrom(context, boltContext, body.event_time);
}

/** @param eventTime in seconds since the epoch, rounded down by Slack */
async function removeFrom(
  context: SlackContext,
  { teamId, enterpriseId, isEnterpriseInstall }: BoltContext,
  eventTime: number,
): Promise<void> {
  const isOrgWide = isEnterpriseInstall && enterpriseId !== undefined;
  const workspaceId = isOrgWide ? enterpriseId : teamId;
  if (!workspaceId) return;
  if (isOrgWide && (await hasAccess(context, enterpriseId))) return;
  const reference = newErrorReference();
  const at = new Date((eventTime + 1) * 1_000);
  const remove = isOrgWide ? removeEnterprise : removeApp;
  const outcome = await remove(context, { workspaceId, at, reference });
  context.installations.forget(workspaceId);
  if (outcome === 'removed') {
    context.log.info({ workspaceId, reference }, 'the app was removed from a workspace');
  } else {
    context.log.info({ workspaceId }, 'ignored a removal: the app was installed again since');
  }
}

/** Whether the organization's token still works: then only some of its workspaces removed the app. */
async function hasAccess(context: SlackContext, enterpriseId: string): Promise<boolean> {
  try {
    await refreshAccess(context, enterpriseId);
    return true;
  } catch (error) {
    if (isAppRemoved(error)) return false;
    throw error;
  }
}
