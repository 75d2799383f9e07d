// A server for the health checks alone, where Slack reaches us by a socket and Bolt has none.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { serverLimits } from './request-limits.ts';

export type Route = {
  readonly path: string;
  readonly method: 'GET';
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
};

/** Resolves when it listens; close it. */
export async function serveRoutes(routes: readonly Route[], port: number): Promise<Server> {
  const server = createServer(serverLimits, (request, response) => {
    const path = request.url?.split('?', 1)[0];
    const route = routes.find((known) => known.path === path && known.method === request.method);
    if (route) route.handler(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return server;
}
