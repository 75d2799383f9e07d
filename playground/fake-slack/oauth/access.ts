// `oauth.v2.access`: a code becomes an installation and a token, a refresh token becomes a newer token.

import { randomBytes } from 'node:crypto';
import type { Settings } from '../options.ts';
import { Refusal } from '../web-api/refusal.ts';
import type { OpenMethod } from '../web-api/serve.ts';
import type { Populate } from '../world/populate.ts';
import type { Json } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { Grant, Grants } from './grants.ts';

/** docs.slack.dev/authentication/using-token-rotation: access tokens live 12 hours. */
const lifeSeconds = 43_200;

/** Client id and secret come in the form or by HTTP Basic. */
function credentials(values: Json, authorization: string | undefined): [unknown, unknown] {
  const basic = /^Basic (.+)$/.exec(authorization ?? '')?.[1];
  if (!basic) return [values.client_id, values.client_secret];
  const [id, secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return [id, secret];
}

export function createOauthAccess(
  world: World,
  settings: Settings,
  populate: Populate,
  grants: Grants,
): OpenMethod {
  const install = (grant: Grant): Json => {
    const { teamId } = grant;
    const { token, botUserId, appId, scopes } = populate.install({
      workspace: teamId,
      scopes: grant.scopes,
      // docs.slack.dev/authentication/using-token-rotation: tokens that end look so.
      ...(settings.tokenRotation ? { token: `xoxe.xoxb-1-${randomBytes(20).toString('hex')}` } : {}),
    });
    const workspace = world.workspaces.get(teamId);
    const rotation = settings.tokenRotation
      ? { refresh_token: grants.issueRefreshToken(grant), expires_in: lifeSeconds }
      : {};
    return {
      access_token: token,
      token_type: 'bot',
      scope: [...scopes].join(','),
      bot_user_id: botUserId,
      app_id: appId,
      team: grant.organizationWide ? null : { id: teamId, name: workspace?.name ?? '' },
      enterprise: workspace?.enterpriseId ? { id: workspace.enterpriseId, name: 'An enterprise' } : null,
      authed_user: { id: grant.installer },
      is_enterprise_install: grant.organizationWide ?? false,
      ...rotation,
    };
  };
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

  return (values, _, request) => {
    const [id, secret] = credentials(values, request.headers.authorization);
    if (id !== settings.clientId) throw new Refusal('invalid_client_id');
    if (secret !== settings.clientSecret) throw new Refusal('bad_client_secret');
    if (values.grant_type !== 'refresh_token')
      return install(grants.redeemCode(text(values.code), text(values.redirect_uri)));
    const grant = grants.redeemRefreshToken(text(values.refresh_token));
    if (!world.installations.get(grant.teamId)?.active) throw new Refusal('invalid_refresh_token');
    return install(grant);
  };
}
