// `apps.connections.open`: opens a Socket Mode connection with the app-level token.
import type { AppMethod } from '../method.ts';
import { SlackError } from '../slack-error.ts';

/** After the first call, everything is delivered to the app through its connections, no longer over HTTP. */
export const openConnection: AppMethod = ({ world, settings, app, socketMode }, _, token) => {
  if (token === undefined) throw new SlackError('not_authed');
  if (token.startsWith('xoxb-')) throw new SlackError('not_allowed_token_type');
  if (token !== settings.appToken) throw new SlackError('invalid_auth');
  app.useSocket(socketMode.transport);
  return { url: `${world.url.replace('http', 'ws')}${socketMode.openPath()}` };
};
