// Issues and redeems OAuth codes and refresh tokens. Each is valid once, for one workspace.
import { randomBytes } from 'node:crypto';
import { SlackError } from '../web-api/slack-error.ts';

export type Grant = {
  /** Id of the workspace, or of the Enterprise organization. */
  teamId: string;
  scopes: readonly string[];
  /** User id of the member who agreed. */
  installer: string;
  /** The `redirect_uri` of the authorize request, if it had one. */
  redirectUri?: string;
  /** True for an installation into a whole Enterprise organization. */
  organizationWide?: boolean;
};

export type Grants = {
  issueCode(grant: Grant): string;
  /**
   * @throws SlackError `invalid_code`, `code_already_used`, or, if `redirectUri` differs from the authorize request,
   * `bad_redirect_uri`
   */
  redeemCode(code: string | undefined, redirectUri: string | undefined): Grant;
  issueRefreshToken(grant: Grant): string;
  /** @throws SlackError `invalid_refresh_token`, also for a token that was used before */
  redeemRefreshToken(token: string | undefined): Grant;
};

export function createGrants(): Grants {
  const codes = new Map<string, Grant & { used: boolean }>();
  const refreshTokens = new Map<string, Grant>();
  return {
    issueCode(grant) {
      const code = randomBytes(12).toString('hex');
      codes.set(code, { ...grant, used: false });
      return code;
    },
    redeemCode(code, redirectUri) {
      const grant = codes.get(code ?? '');
      if (!grant) throw new SlackError('invalid_code');
      if (grant.used) throw new SlackError('code_already_used');
      if (grant.redirectUri !== redirectUri) throw new SlackError('bad_redirect_uri');
      grant.used = true;
      return grant;
    },
    issueRefreshToken(grant) {
      const token = `xoxe-1-${randomBytes(16).toString('hex')}`;
      refreshTokens.set(token, grant);
      return token;
    },
    redeemRefreshToken(token) {
      const grant = refreshTokens.get(token ?? '');
      if (!grant) throw new SlackError('invalid_refresh_token');
      refreshTokens.delete(token ?? '');
      return grant;
    },
  };
}
