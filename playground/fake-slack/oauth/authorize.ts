// The page where a member agrees to an installation. The fake agrees at once and sends the browser back.
// Source: docs.slack.dev/authentication/installing-with-oauth.

import type { AppLink } from '../deliver/app-link.ts';
import { answerText } from '../http/answer.ts';
import type { Handler } from '../http/server.ts';
import type { Settings } from '../options.ts';
import type { World } from '../world/world.ts';
import type { Grants } from './grants.ts';

/**
 * Installs into `team`, else into the first workspace where the app isn't yet; an owner or admin agrees. What a member
 * else does on this page is said in the address: `answer=deny`, `answer=organization`.
 */
export function createAuthorize(world: World, settings: Settings, app: AppLink, grants: Grants): Handler {
  return (_, response, url) => {
    const asked = url.searchParams;
    // As in the app's settings, where it doesn't say.
    const redirect = asked.get('redirect_uri') ?? app.redirectUrl();
    if (asked.get('client_id') !== settings.clientId || !redirect) {
      return answerText(response, 'invalid_client_id or no redirect_uri', { status: 400 });
    }
    const ids = [...world.workspaces.keys()];
    const teamId =
      asked.get('team') ?? ids.find((id) => !world.installations.get(id)?.active) ?? ids[0] ?? '';
    const installer = [...world.members.values()].find(
      (member) => member.teamId === teamId && ['admin', 'owner', 'primary owner'].includes(member.kind),
    );
    const scopes = (asked.get('scope') ?? '').split(',').filter((scope) => scope !== '');
    const back = new URL(redirect);
    if (asked.get('answer') === 'deny') back.searchParams.set('error', 'access_denied');
    else {
      const redirectUri = asked.get('redirect_uri');
      const code = grants.issueCode({
        teamId,
        scopes,
        installer: installer?.id ?? '',
        ...(redirectUri === null ? {} : { redirectUri }),
        organizationWide: asked.get('answer') === 'organization',
      });
      back.searchParams.set('code', code);
    }
    const state = asked.get('state');
    if (state !== null) back.searchParams.set('state', state);
    response.writeHead(302, { location: back.href }).end();
  };
}
