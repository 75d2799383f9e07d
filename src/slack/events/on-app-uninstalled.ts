// The app was removed from a workspace, or its token was revoked there.
import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { newErrorReference } from '../../model/error-reference.ts';
import { removeApp } from '../../usecases/workspace/remove-app.ts';
import type { SlackContext } from '../context.ts';

type AppUninstalled = SlackEventMiddlewareArgs<'app_uninstalled'> & AllMiddlewareArgs;
type TokensRevoked = SlackEventMiddlewareArgs<'tokens_revoked'> & AllMiddlewareArgs;

export function onAppUninstalled(
  context: SlackContext,
  { context: boltContext, body }: AppUninstalled,
): Promise<void> {
  return removeFrom(context, boltContext.teamId, body.event_time);
}

export async function onTokensRevoked(
  context: SlackContext,
  { event, context: boltContext, body }: TokensRevoked,
): Promise<void> {
  // The event also names tokens of members, which this app doesn't have.
  if (event.tokens.bot?.length) await removeFrom(context, boltContext.teamId, body.event_time);
}

/** @param eventTime in seconds since the epoch, rounded down by Slack */
async function removeFrom(
  context: SlackContext,
  workspaceId: string | undefined,
  eventTime: number,
): Promise<void> {
  if (!workspaceId) return;
  const reference = newErrorReference();
  const at = new Date((eventTime + 1) * 1_000);
  const outcome = await removeApp(context, { workspaceId, at, reference });
  if (outcome === 'removed') {
    context.installations.forget(workspaceId);
    context.log.info({ workspaceId, reference }, 'the app was removed from a workspace');
  } else {
    context.log.info({ workspaceId }, 'ignored a removal: the app was installed again since');
  }
}
