// The app in one workspace, with a token from the settings.
import { type Bot, type InstallationStore, NotInstalledError } from './installation-store.ts';

/** `forget` means that the app was removed there: the token is dead, and only a new start brings another. */
export function createOneWorkspaceStore(bot: Bot, botToken: string): InstallationStore {
  let removed = false;
  return {
    // Slack names another team where somebody of another company acts in a shared channel.
    botFor: async () => (removed ? null : bot),
    async tokenOf(workspaceId) {
      if (removed || workspaceId !== bot.workspaceId)
        throw new NotInstalledError('there is no token for that workspace');
      return botToken;
    },
    forget(workspaceId) {
      removed ||= workspaceId === bot.workspaceId;
    },
  };
}
