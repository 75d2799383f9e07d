// The fake's HTTP server: routes requests by path prefix, and closes without waiting for idle connections.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendText } from './send-answer.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/** Path prefixes and their handlers. The first matching prefix wins. */
export type Routes = readonly (readonly [prefix: string, handler: Handler])[];

export type Listening = {
  server: Server;
  port: number;
  close(): Promise<void>;
};

/** Listens on 127.0.0.1. An error in a handler is answered with 500 and its message, which helps developers. */
export async function listen(routes: Routes, port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = routes.find(([prefix]) => url.pathname.startsWith(prefix));
    if (!route) return sendText(response, 'not found', { status: 404 });
    Promise.resolve(route[1](request, response, url)).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendText(response, `The fake Slack failed: ${String(error)}`, { status: 500 });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
