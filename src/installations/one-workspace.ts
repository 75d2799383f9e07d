// The installation store for a single workspace, with a token from the settings.
import { type Bot, type InstallationStore, NotInstalledError } from './installation-store.ts';

/** After `forget`, the app counts as removed: the token is revoked, and only a restart with a new token helps. */
export function createOneWorkspaceStore(bot: Bot, botToken: string): InstallationStore {
  let isRemoved = false;
  return {
    // For any team: Slack names another team if someone from another company acts in a shared channel.
    botFor: async () => (isRemoved ? null : bot),
    async tokenOf(workspaceId) {
      if (isRemoved || workspaceId !== bot.workspaceId)
        throw new NotInstalledError('no token for this workspace');
      return botToken;
    },
    forget(workspaceId) {
      isRemoved ||= workspaceId === bot.workspaceId;
    },
  };
}
