// Codes and refresh tokens of OAuth: each good once, for one workspace.
import { randomBytes } from 'node:crypto';
import { Refusal } from '../web-api/refusal.ts';

export type Grant = {
  teamId: string;
  scopes: readonly string[];
  installer: string;
  /** The `redirect_uri` that the app asked for; not set when it left that to its settings. */
  redirectUri?: string;
  /** Agreed to for the whole Enterprise organization. */
  organizationWide?: boolean;
};

export type Grants = {
  issueCode(grant: Grant): string;
  /** Refuses: `invalid_code`, `code_already_used`, `bad_redirect_uri` when it isn't the one that was asked for. */
  redeemCode(code: string | undefined, redirectUri: string | undefined): Grant;
  issueRefreshToken(grant: Grant): string;
  /** Refuses: `invalid_refresh_token`, also when it was used before. */
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
      if (!grant) throw new Refusal('invalid_code');
      if (grant.used) throw new Refusal('code_already_used');
      if (grant.redirectUri !== redirectUri) throw new Refusal('bad_redirect_uri');
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
      if (!grant) throw new Refusal('invalid_refresh_token');
      refreshTokens.delete(token ?? '');
      return grant;
    },
  };
}
