// `apps.connections.open`: with the app-level token the app opens a connection of Socket Mode.
import type { Parts } from '../parts.ts';
import { Refusal } from './refusal.ts';
import type { OpenMethod } from './serve.ts';

/** From the first connection on everything goes to the app through its connections, no longer over HTTP. */
export function createConnectionsOpen({ world, settings, app, socketMode }: Parts): OpenMethod {
  return (_, token) => {
    if (token === undefined) throw new Refusal('not_authed');
    if (token.startsWith('xoxb-')) throw new Refusal('not_allowed_token_type');
    if (token !== settings.appToken) throw new Refusal('invalid_auth');
    app.useSocket(socketMode.carry);
    return { url: `${world.url.replace('http', 'ws')}${socketMode.openPath()}` };
  };
}
