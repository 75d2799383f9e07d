// Creates the parts that depend on the installation mode: one workspace with a token, or many that install the app.
import { type Config, ConfigError } from '../config.ts';
import type { OpenDatabase } from '../db/database.ts';
import type { Route } from '../http/server.ts';
import { KeyMissingError } from '../installations/check-keys.ts';
import { createInstallStates } from '../installations/install-state.ts';
import type { InstallationStore } from '../installations/installation-store.ts';
import { createManyWorkspacesStore } from '../installations/many-workspaces.ts';
import { createOneWorkspaceStore } from '../installations/one-workspace.ts';
import { reencryptTokens } from '../installations/reencrypt-tokens.ts';
import { RenewalLostError, renewToken } from '../installations/renew-token.ts';
import { saveInstallation } from '../installations/save-installation.ts';
import type { Log } from '../log.ts';
import { createInstallRoutes } from '../slack/oauth/routes.ts';
import { createSlackOauth } from '../slack/oauth/slack-oauth.ts';
import { authTest } from '../slack/web/auth-test.ts';
import { slackWebOrigin } from '../slack/web/slack-hosts.ts';
import { createWebClient } from '../slack/web/web-clients.ts';
import { askForReinstall } from '../usecases/workspace/ask-for-reinstall.ts';
import { guideFirstSteps } from '../usecases/workspace/guide-first-steps.ts';
import { renewIdleTokens } from './renew-idle-tokens.ts';

export type InstallationMode = {
  readonly installations: InstallationStore;
  /** The only workspace whose jobs this process runs; undefined: all workspaces. */
  readonly workspaceId: string | undefined;
  readonly routes: readonly Route[];
  /** Rejects when Slack is unreachable or rejects the token. */
  readonly checkSlack: () => Promise<unknown>;
  close(graceMs: number): Promise<void>;
};

/** @throws ConfigError when Slack rejects the token, or a key is missing from TOKEN_ENCRYPTION_KEY */
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

  warnAboutLinks(config, log);
  const { keys, stateSecret } = workspaces;
  const { inWorkspace } = database;
  const { reencrypted, unreadable } = await reencryptTokens(database, keys).catch((error: unknown) => {
    if (!(error instanceof KeyMissingError)) throw error;
    throw new ConfigError(`Can't start: TOKEN_ENCRYPTION_KEY ${error.message}.`, { cause: error });
  });
  if (reencrypted > 0) log.info({ workspaces: reencrypted }, 're-encrypted tokens with the newest key');
  for (const workspaceId of unreadable) {
    log.error({ workspaceId }, 'a token cannot be decrypted: this workspace must install the app again');
  }
  const oauth = createSlackOauth({ ...workspaces, slackApiUrl, log });
  // Connections of their own: a slow token exchange, of 15 s at most, must not hold up anything else.
  const tokenPool = database.openPool({ max: 2, name: 'endusers tokens', idleLimitMs: 30_000 });
  const renewal = { inWorkspace: tokenPool.inWorkspace, keys, exchange: oauth.exchangeRefreshToken };
  const onRenewalFailed = (err: unknown, workspaceId: string): void => {
    if (!(err instanceof RenewalLostError)) {
      log.warn({ err, workspaceId }, 'could not renew a token, still using the old one');
      return;
    }
    log.error({ err, workspaceId }, 'a renewed token was lost: this workspace must install the app again');
    void askForReinstall(database, workspaceId).catch((error: unknown) =>
      log.warn({ err: error, workspaceId }, 'could not ask for a new installation, will retry'),
    );
  };
  const installations = createManyWorkspacesStore({
    inWorkspace,
    keys,
    renew: (workspaceId) => renewToken(renewal, workspaceId),
    onRenewalFailed,
  });
  const stopRenewing = renewIdleTokens({ db: database.db, installations, log });
  return {
    installations,
    workspaceId: undefined,
    routes: createInstallRoutes({
      oauth,
      states: createInstallStates(database.db, stateSecret),
      async save(grant) {
        await saveInstallation(inWorkspace, keys, grant);
        installations.forget(grant.workspaceId);
        // The app is installed in any case: without this message, the first admin who types a command gets it. An org-wide
        // installation adds the app to no workspace yet: `syncEnterprise` guides whoever made it.
        if (grant.installedBy === '' || grant.isEnterprise) return;
        await guideFirstSteps({ inWorkspace }, grant.workspaceId, grant.installedBy).catch((error: unknown) =>
          log.warn({ err: error, workspaceId: grant.workspaceId }, 'could not guide who installed the app'),
        );
      },
      links: config.links,
      webOrigin: slackWebOrigin(slackApiUrl),
      log,
    }),
    checkSlack: () => createWebClient({ botToken: undefined, slackApiUrl }, log).api.test(),
    close(graceMs) {
      stopRenewing();
      return tokenPool.close(graceMs);
    },
  };
}

/** Members of other workspaces look for these on the install page, and Slack's review does. */
function warnAboutLinks({ links: { privacyUrl, supportUrl } }: Config, log: Log): void {
  const missing = [
    ...(privacyUrl === null ? ['PRIVACY_URL'] : []),
    ...(supportUrl === null ? ['SUPPORT_URL'] : []),
  ];
  if (missing.length === 0) return;
  const [are, them] = missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
  log.warn(`${missing.join(' and ')} ${are} not set, so the install page says that nobody gave ${them}`);
}
