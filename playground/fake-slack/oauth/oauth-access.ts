// `oauth.v2.access`: exchanges a code for an installation and a token, or a refresh token for a newer token.
// Source: https://docs.slack.dev/reference/methods/oauth.v2.access.
import { randomBytes } from 'node:crypto';
import type { FakeContext } from '../context.ts';
import type { AppMethod } from '../web-api/method.ts';
import { SlackError } from '../web-api/slack-error.ts';
import type { Json } from '../world/records.ts';
import type { Grant } from './grants.ts';

/** https://docs.slack.dev/authentication/using-token-rotation: access tokens are valid for 12 hours. */
const lifeSeconds = 43_200;

/** Returns client id and secret from the form or from HTTP Basic authentication. */
function credentials(values: Json, authorization: string | undefined): [unknown, unknown] {
  const basic = /^Basic (.+)$/.exec(authorization ?? '')?.[1];
  if (!basic) return [values.client_id, values.client_secret];
  const [id, secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return [id, secret];
}

export const oauthAccess: AppMethod = (context, values, _, request) => {
  const { settings, world, grants } = context;
  const [id, secret] = credentials(values, request.headers.authorization);
  if (id !== settings.clientId) throw new SlackError('invalid_client_id');
  if (secret !== settings.clientSecret) throw new SlackError('bad_client_secret');
  if (values.grant_type !== 'refresh_token') {
    return install(context, grants.redeemCode(textOf(values.code), textOf(values.redirect_uri)));
  }
  const grant = grants.redeemRefreshToken(textOf(values.refresh_token));
  if (!world.installations.get(grant.teamId)?.active) throw new SlackError('invalid_refresh_token');
  return install(context, grant);
};

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

function install({ settings, world, provisioning, grants }: FakeContext, grant: Grant): Json {
  const { teamId } = grant;
  const rest = {
    scopes: grant.scopes,
    // https://docs.slack.dev/authentication/using-token-rotation: the format of tokens that expire.
    ...(settings.tokenRotation ? { token: `xoxe.xoxb-1-${randomBytes(20).toString('hex')}` } : {}),
  };
  const { token, botUserId, appId, scopes } = grant.organizationWide
    ? provisioning.installOrganization({ enterprise: teamId, ...rest })
    : provisioning.install({ workspace: teamId, ...rest });
  const enterprise = world.enterprises.get(
    grant.organizationWide ? teamId : (world.workspaces.get(teamId)?.enterpriseId ?? ''),
  );
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
    enterprise: enterprise ?? null,
    authed_user: { id: grant.installer },
    is_enterprise_install: grant.organizationWide ?? false,
    ...rotation,
  };
}
