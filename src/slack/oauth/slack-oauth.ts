// Slack's OAuth v2 endpoints: the authorization URL, the exchange of a code for tokens, and token rotation.
import type { OauthV2AccessResponse } from '@slack/web-api';
import { NotInstalledError } from '../../installations/installation-store.ts';
import type { InstallationGrant, Tokens } from '../../installations/save-installation.ts';
import type { Log } from '../../log.ts';
import { botScopes } from '../web/scopes.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { createWebClient } from '../web/web-clients.ts';

export type AppCredentials = { readonly clientId: string; readonly clientSecret: string };

export type SlackOauth = {
  /**
   * Slack's page on which the member allows the installation. Afterwards, Slack redirects to the redirect URL in the
   * app's settings at Slack.
   */
  authorizeUrl(state: string): string;
  /** `name` is that of the workspace, or of the Enterprise organization. */
  exchangeCode(
    code: string,
  ): Promise<{ readonly grant: InstallationGrant; readonly name: string; readonly appId: string }>;
  /** @throws NotInstalledError when Slack no longer accepts the refresh token */
  exchangeRefreshToken(refreshToken: string): Promise<Tokens>;
};

/** Slack's error codes for an installation that was revoked: a retry doesn't help. */
const permanentErrors = new Set([
  'invalid_refresh_token',
  'token_revoked',
  'account_inactive',
  'invalid_grant',
]);

type OauthOptions = AppCredentials & { readonly slackApiUrl: string; readonly log: Log };

export function createSlackOauth({ clientId, clientSecret, slackApiUrl, log }: OauthOptions): SlackOauth {
  const credentials = { client_id: clientId, client_secret: clientSecret };
  const clientWithoutToken = createWebClient({ botToken: undefined, slackApiUrl }, log);

  return {
    authorizeUrl(state) {
      const url = new URL('/oauth/v2/authorize', slackApiUrl);
      url.search = new URLSearchParams({ client_id: clientId, scope: botScopes.join(','), state }).toString();
      return url.href;
    },
    async exchangeCode(code) {
      const response = await clientWithoutToken.oauth.v2.access({ ...credentials, code });
      const tokens = tokensIn(response);
      const client = createWebClient({ ...tokens, slackApiUrl }, log, 2);
      const isEnterprise = response.is_enterprise_install === true;
      // `team` is null for an org-wide installation.
      const owner = isEnterprise ? response.enterprise : response.team;
      const bot = await client.auth.test();
      const ownerOfToken = isEnterprise ? bot.enterprise_id : bot.team_id;
      if (!bot.bot_id || !bot.user_id || !owner?.id || ownerOfToken !== owner.id) {
        throw new Error("Slack sent a token that doesn't belong to a bot of the workspace");
      }
      const grant = {
        ...tokens,
        workspaceId: owner.id,
        isEnterprise,
        botId: bot.bot_id,
        botMemberId: bot.user_id,
        installedBy: response.authed_user?.id ?? '',
      };
      return { grant, name: owner.name ?? owner.id, appId: response.app_id ?? '' };
    },
    async exchangeRefreshToken(refreshToken) {
      const request = { grant_type: 'refresh_token', refresh_token: refreshToken } as const;
      try {
        return tokensIn(await clientWithoutToken.oauth.v2.access({ ...credentials, ...request }));
      } catch (error) {
        if (!permanentErrors.has(slackErrorOf(error) ?? '')) throw error;
        throw new NotInstalledError('Slack no longer accepts the refresh token', { cause: error });
      }
    },
  };
}

/** `expires_in` counts from now on, in seconds, so `expiresAt` is by our own clock. */
function tokensIn({ access_token, refresh_token, expires_in, token_type }: OauthV2AccessResponse): Tokens {
  if (!access_token || (token_type ?? 'bot') !== 'bot') throw new Error('Slack sent no bot token');
  return {
    botToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresAt: expires_in === undefined ? null : new Date(Date.now() + expires_in * 1_000),
  };
}
