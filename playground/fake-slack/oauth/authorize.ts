// The page where a member agrees to an installation. The fake agrees at once and redirects the browser back to the app.
// Source: https://docs.slack.dev/authentication/installing-with-oauth.
import type { FakeContext } from '../context.ts';
import type { Handler } from '../http/http-server.ts';
import { sendText } from '../http/send-answer.ts';

/**
 * Handles `GET /oauth/v2/authorize`. Installs into the workspace `team`, by default the first workspace without the app,
 * on behalf of an owner or admin. Two parameters that Slack doesn't have choose another answer: `answer=deny` cancels,
 * `answer=organization` installs for the whole Enterprise organization of the workspace.
 */
export function createAuthorizeHandler({ world, settings, app, grants }: FakeContext): Handler {
  return (_, response, url) => {
    const query = url.searchParams;
    // Without redirect_uri, Slack uses the one in the app's settings.
    const redirect = query.get('redirect_uri') ?? app.redirectUrl();
    if (query.get('client_id') !== settings.clientId || !redirect) {
      return sendText(response, 'invalid_client_id or no redirect_uri', { status: 400 });
    }
    const ids = [...world.workspaces.keys()];
    const teamId =
      query.get('team') ?? ids.find((id) => !world.installations.get(id)?.active) ?? ids[0] ?? '';
    const enterpriseId = world.workspaces.get(teamId)?.enterpriseId;
    const organizationWide = query.get('answer') === 'organization' && enterpriseId !== undefined;
    const installer = [...world.members.values()].find(
      (member) => member.teamId === teamId && ['admin', 'owner', 'primary owner'].includes(member.kind),
    );
    const scopes = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '');
    const back = new URL(redirect);
    if (query.get('answer') === 'deny') back.searchParams.set('error', 'access_denied');
    else {
      const redirectUri = query.get('redirect_uri');
      const code = grants.issueCode({
        teamId: organizationWide ? enterpriseId : teamId,
        scopes,
        installer: installer?.id ?? '',
        ...(redirectUri === null ? {} : { redirectUri }),
        organizationWide,
      });
      back.searchParams.set('code', code);
    }
    const state = query.get('state');
    if (state !== null) back.searchParams.set('state', state);
    response.writeHead(302, { location: back.href }).end();
  };
}
