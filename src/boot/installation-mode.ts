// Puts together what differs between the app for one workspace and the app for many.
import { type Config, WrongConfig } from '../config.ts';
import type { OpenDatabase } from '../db/database.ts';
import type { Route } from '../http/server.ts';
import { KeyMissing } from '../installations/check-keys.ts';
import { installStates } from '../installations/install-state.ts';
import type { Installations } from '../installations/installations.ts';
import { keepInstallation } from '../installations/keep-installation.ts';
import { manyWorkspaces } from '../installations/many-workspaces.ts';
import { oneWorkspace } from '../installations/one-workspace.ts';
import { sealAnew } from '../installations/reencrypt-tokens.ts';
import { renewToken } from '../installations/renew-token.ts';
import type { Log } from '../log.ts';
import { installRoutes } from '../slack/oauth/routes.ts';
import { slackOauth } from '../slack/oauth/slack-oauth.ts';
import { whoAmI } from '../slack/web/auth-test.ts';
import { makeWebClient } from '../slack/web/web-clients.ts';

export type Tenancy = {
  readonly installations: Installations;
  /** The only one whose jobs are done here; of all where none is said. */
  readonly workspaceId: string | undefined;
  readonly routes: readonly Route[];
  /** Rejects where Slack can't be reached, or takes our token no more. */
  readonly checkSlack: () => Promise<unknown>;
  close(graceMs: number): Promise<void>;
};

/** @throws WrongConfig */
export async function tenancy(config: Config, database: OpenDatabase, log: Log): Promise<Tenancy> {
  const { slackApiUrl, workspaces } = config;
  if (workspaces.kind === 'one') {
    const client = makeWebClient({ ...workspaces, slackApiUrl }, log);
    const bot = await whoAmI(client, log);
    const installations = oneWorkspace(bot, workspaces.botToken);
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
  const { sealed, unreadable } = await sealAnew(database, keys).catch((error: unknown) => {
    if (!(error instanceof KeyMissing)) throw error;
    throw new WrongConfig(`Can't start: TOKEN_ENCRYPTION_KEY ${error.message}.`, { cause: error });
  });
  if (sealed > 0) log.info({ workspaces: sealed }, 'tokens were encrypted with the newest key');
  for (const workspaceId of unreadable) {
    log.error({ workspaceId }, 'a token does not open: the app must be installed there again');
  }
  const oauth = slackOauth({ ...workspaces, slackApiUrl, log });
  // A Slack that takes its time over new tokens shall hold up nothing but them.
  const forTokens = database.another({ max: 2, name: 'endusers tokens' });
  const renew = renewToken({ inWorkspace: forTokens.inWorkspace, keys, exchange: oauth.renew });
  const onNotRenewed = (err: unknown, workspaceId: string): void =>
    log.warn({ err, workspaceId }, 'a token was not renewed; the old one is used on');
  const installations = manyWorkspaces({ inWorkspace, keys, renew, onNotRenewed });
  const keep = keepInstallation(inWorkspace, keys);
  return {
    installations,
    workspaceId: undefined,
    routes: installRoutes({
      oauth,
      states: installStates(database.db, stateSecret),
      async keep(granted) {
        await keep(granted);
        installations.forget(granted.workspaceId);
      },
      log,
    }),
    checkSlack: () => makeWebClient({ botToken: undefined, slackApiUrl }, log).api.test(),
    close: forTokens.close,
  };
}
