// The app's HTTP server. It listens from the very start, so that health checks can follow the startup.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config.ts';
import { limitConnections } from './connection-limit.ts';
import { maxConnections, type OnRejectedRequest, serverLimits, withinLimits } from './request-limits.ts';

export type Route = {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
};

export type HttpServer = {
  readonly port: number;
  /** Adds the remaining routes. Unknown paths get 404 from now on; until then 503, since the route may still be added. */
  addRoutes(routes: readonly Route[]): void;
  /** Accepts nothing new. Resolves when all requests are answered. */
  close(): Promise<void>;
  /** Closes the server and all connections at once. */
  closeNow(): void;
};

/**
 * Resolves when the server listens.
 * @param port 0: the system chooses one
 * @param routes the routes that are served from the start
 * @throws ConfigError when the port is not available
 */
export async function startHttpServer(
  port: number,
  routes: readonly Route[],
  onRejected: OnRejectedRequest,
): Promise<HttpServer> {
  let allRoutes = routes;
  let fallback = createNotReady(onRejected);
  const server = createServer(
    serverLimits,
    withinLimits((request, response) => {
      const path = request.url?.split('?', 1)[0];
      const route = allRoutes.find((each) => each.path === path && each.method === request.method);
      (route?.handler ?? fallback)(request, response);
    }, onRejected),
  );
  limitConnections(server, maxConnections, () => onRejected('busy'));
  try {
    await once(server.listen(port), 'listening');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(`Can't start: PORT ${port} is not available (${code}).`, { cause });
  }
  return {
    port: (server.address() as AddressInfo).port,
    addRoutes(more) {
      allRoutes = [...routes, ...more];
      fallback = notFound;
    },
    // Resolves despite an error: a second close would fail.
    close: () => new Promise((resolve) => server.close(() => resolve())),
    closeNow() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const notFound: Route['handler'] = (_, response) => void response.writeHead(404).end();

/** Slack retries an event after a 503. */
function createNotReady(onRejected: OnRejectedRequest): Route['handler'] {
  return (request, response) => {
    onRejected('starting');
    // Reads the request to its end: otherwise the sender may get a broken connection instead of the answer.
    request.resume().once('end', () => response.writeHead(503).end());
  };
}
