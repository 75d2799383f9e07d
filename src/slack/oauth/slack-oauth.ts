// Slack's side of OAuth: where a member agrees, what the code from there is worth, and a newer token for an older one.
import type { OauthV2AccessResponse } from '@slack/web-api';
import { NotInstalledError } from '../../installations/installation-store.ts';
import type { Granted, Tokens } from '../../installations/keep-installation.ts';
import type { Log } from '../../log.ts';
import { botScopes } from '../web/scopes.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { createWebClient } from '../web/web-clients.ts';

export type AppCredentials = { readonly clientId: string; readonly clientSecret: string };

/** Installed for a whole Enterprise organization: there is no workspace whose data that would be. */
export class OrganizationWideInstallError extends Error {
  override readonly name = 'OrganizationWideInstallError';
}

export type SlackOauth = {
  /** Where the member agrees. Slack sends them back to the redirect URL in the app's settings there. */
  authorizeUrl(state: string): string;
  /** @throws OrganizationWide */
  redeem(
    code: string,
  ): Promise<{ readonly granted: Granted; readonly teamName: string; readonly appId: string }>;
  /** @throws NotInstalled when Slack says that the refresh token is worth nothing */
  renew(refreshToken: string): Promise<Tokens>;
};

/** Slack has taken the installation back; trying again doesn't help. */
const refusals = new Set(['invalid_refresh_token', 'token_revoked', 'account_inactive', 'invalid_grant']);

type Parts = AppCredentials & { readonly slackApiUrl: string; readonly log: Log };

export function createSlackOauth({ clientId, clientSecret, slackApiUrl, log }: Parts): SlackOauth {
  const credentials = { client_id: clientId, client_secret: clientSecret };
  const nobody = createWebClient({ botToken: undefined, slackApiUrl }, log);

  return {
    authorizeUrl(state) {
      const url = new URL('/oauth/v2/authorize', slackApiUrl);
      url.search = new URLSearchParams({ client_id: clientId, scope: botScopes.join(','), state }).toString();
      return url.href;
    },
    async redeem(code) {
      const told = await nobody.oauth.v2.access({ ...credentials, code });
      const tokens = tokensIn(told);
      const client = createWebClient({ ...tokens, slackApiUrl }, log, 2);
      if (told.is_enterprise_install || !told.team?.id) {
        // Nobody needs the token. It lies nowhere, so where this fails nothing is open.
        await client.auth.revoke().catch(() => undefined);
        throw new OrganizationWideInstallError();
      }
      const bot = await client.auth.test();
      if (!bot.bot_id || !bot.user_id || bot.team_id !== told.team.id) {
        throw new Error('Slack gave a token that is not of a bot of that workspace');
      }
      const granted = {
        ...tokens,
        workspaceId: told.team.id,
        botId: bot.bot_id,
        botMemberId: bot.user_id,
        installedBy: told.authed_user?.id ?? '',
      };
      return { granted, teamName: told.team.name ?? told.team.id, appId: told.app_id ?? '' };
    },
    async renew(refreshToken) {
      const asked = { grant_type: 'refresh_token', refresh_token: refreshToken } as const;
      try {
        return tokensIn(await nobody.oauth.v2.access({ ...credentials, ...asked }));
      } catch (error) {
        if (!refusals.has(slackErrorOf(error) ?? '')) throw error;
        throw new NotInstalledError('Slack takes a refresh token no more', { cause: error });
      }
    },
  };
}

/** By our own clock: what Slack says is how long the token lives from now on. */
function tokensIn({ access_token, refresh_token, expires_in, token_type }: OauthV2AccessResponse): Tokens {
  if (!access_token || (token_type ?? 'bot') !== 'bot') throw new Error('Slack gave no token of a bot');
  return {
    botToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresAt: expires_in === undefined ? null : new Date(Date.now() + expires_in * 1_000),
  };
}
