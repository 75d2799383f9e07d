// Puts together what differs between the app for one workspace and the app for many.
import { type Config, ConfigError } from '../config.ts';
import type { OpenDatabase } from '../db/database.ts';
import type { Route } from '../http/server.ts';
import { KeyMissingError } from '../installations/check-keys.ts';
import { createInstallStates } from '../installations/install-state.ts';
import type { InstallationStore } from '../installations/installation-store.ts';
import { createManyWorkspacesStore } from '../installations/many-workspaces.ts';
import { createOneWorkspaceStore } from '../installations/one-workspace.ts';
import { reencryptTokens } from '../installations/reencrypt-tokens.ts';
import { renewToken } from '../installations/renew-token.ts';
import { saveInstallation } from '../installations/save-installation.ts';
import type { Log } from '../log.ts';
import { installRoutes } from '../slack/oauth/routes.ts';
import { createSlackOauth } from '../slack/oauth/slack-oauth.ts';
import { authTest } from '../slack/web/auth-test.ts';
import { createWebClient } from '../slack/web/web-clients.ts';

export type InstallationMode = {
  readonly installations: InstallationStore;
  /** The only one whose jobs are done here; of all where none is said. */
  readonly workspaceId: string | undefined;
  readonly routes: readonly Route[];
  /** Rejects where Slack can't be reached, or takes our token no more. */
  readonly checkSlack: () => Promise<unknown>;
  close(graceMs: number): Promise<void>;
};

/** @throws WrongConfig */
export async function createInstallationMode(
  config: Config,
  database: OpenDatabase,
  log: Log,
): Promise<InstallationMode> {
  const { slackApiUrl, workspaces } = config;
  if (workspaces.kind === 'one') {
    const client = createWebClient({ ...workspaces, slackApiUrl }, log);
    const bot = await authTest(client, log);
    const installations = createOneWorkspaceStore(bot, workspaces.botToken);
    return {
      installations,
      workspaceId: bot.workspaceId,
      routes: [],
      checkSlack: () => client.auth.test(),
      close: async () => undefined,
    };
  }

  const { keys, stateSecret } = workspaces;
  const { inWorkspace } = database;
  const { sealed, unreadable } = await reencryptTokens(database, keys).catch((error: unknown) => {
    if (!(error instanceof KeyMissingError)) throw error;
    throw new ConfigError(`Can't start: TOKEN_ENCRYPTION_KEY ${error.message}.`, { cause: error });
  });
  if (sealed > 0) log.info({ workspaces: sealed }, 'tokens were encrypted with the newest key');
  for (const workspaceId of unreadable) {
    log.error({ workspaceId }, 'a token does not open: the app must be installed there again');
  }
  const oauth = createSlackOauth({ ...workspaces, slackApiUrl, log });
  // A Slack that takes its time over new tokens shall hold up nothing but them.
  const forTokens = database.another({ max: 2, name: 'endusers tokens' });
  const renew = renewToken({ inWorkspace: forTokens.inWorkspace, keys, exchange: oauth.exchangeRefreshToken });
  const onNotRenewed = (err: unknown, workspaceId: string): void =>
    log.warn({ err, workspaceId }, 'a token was not renewed; the old one is used on');
  const installations = createManyWorkspacesStore({
    inWorkspace,
    keys,
    renew,
    onRenewalFailed: onNotRenewed,
  });
  return {
    installations,
    workspaceId: undefined,
    routes: installRoutes({
      oauth,
      states: createInstallStates(database.db, stateSecret),
      async keep(granted) {
        await saveInstallation(inWorkspace, keys, granted);
        installations.forget(granted.workspaceId);
      },
      log,
    }),
    checkSlack: () => createWebClient({ botToken: undefined, slackApiUrl }, log).api.test(),
    close: forTokens.close,
  };
}
