// The app was removed from a workspace, or its token was revoked there.
import type { App } from '@slack/bolt';
import type { InstallationStore } from '../../installations/installation-store.ts';
import type { Log } from '../../log.ts';
import { newErrorReference } from '../../model/error-reference.ts';
import type { RemoveApp } from '../../usecases/workspace/remove-app.ts';

type Parts = {
  readonly installations: Pick<InstallationStore, 'forget'>;
  readonly removeApp: RemoveApp;
  readonly log: Log;
};

export function onRemoval(app: App, { installations, removeApp, log }: Parts): void {
  app.event('app_uninstalled', ({ context, body }) => remove(context.teamId, body.event_time));
  app.event('tokens_revoked', async ({ event, context, body }) => {
    // Members may have tokens, too, in other apps than this one.
    if (event.tokens.bot?.length) await remove(context.teamId, body.event_time);
  });

  async function remove(workspaceId: string | undefined, eventTime: number): Promise<void> {
    if (!workspaceId) return;
    const reference = newErrorReference();
    // Slack tells whole seconds.
    const at = new Date((eventTime + 1) * 1_000);
    const outcome = await removeApp({ workspaceId, at, reference });
    if (outcome === 'removed') installations.forget(workspaceId);
    log.info({ workspaceId, reference }, `the app was taken out of a workspace: ${outcome}`);
  }
}
