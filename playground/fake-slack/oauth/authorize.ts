// The page where a member agrees to an installation. The fake agrees at once and sends the browser back.
import { answerText } from '../http/answer.ts';
import type { Handler } from '../http/server.ts';
import type { Settings } from '../options.ts';
import type { World } from '../world/world.ts';
import type { Grants } from './grants.ts';

/** Installs into `team`, else into the first workspace where the app isn't yet; an owner or admin agrees. */
export function createAuthorize(world: World, settings: Settings, grants: Grants): Handler {
  return (_, response, url) => {
    const asked = url.searchParams;
    const redirect = asked.get('redirect_uri');
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
    const code = grants.issueCode({ teamId, scopes, installer: installer?.id ?? '' });
    const back = new URL(redirect);
    back.searchParams.set('code', code);
    const state = asked.get('state');
    if (state !== null) back.searchParams.set('state', state);
    response.writeHead(302, { location: back.href }).end();
  };
}
