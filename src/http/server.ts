// The app's one port. It listens from the first moment on, so that whoever watches knows how far the start is.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config.ts';
import { type OnRejectedRequest, serverLimits, withinLimits } from './request-limits.ts';

export type Route = {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
};

export type HttpServer = {
  readonly number: number;
  /** These are answered, too. From now on what is nowhere is a 404; before it may still come, and is a 503. */
  complete(routes: readonly Route[]): void;
  /** Takes nothing new; resolves when all that is under way was answered. */
  close(): Promise<void>;
  /** Closes it, and waits for nobody. */
  breakOff(): void;
};

/**
 * Resolves when it listens.
 *
 * @param routes those that are answered at once
 * @param number 0: the system chooses one
 * @throws WrongConfig when the port is not to be had
 */
export async function startHttpServer(
  number: number,
  routes: readonly Route[],
  refused: OnRejectedRequest,
): Promise<HttpServer> {
  let known = routes;
  let otherwise = notYet(refused);
  const server = createServer(
    serverLimits,
    withinLimits((request, response) => {
      const path = request.url?.split('?', 1)[0];
      const route = known.find((each) => each.path === path && each.method === request.method);
      (route?.handler ?? otherwise)(request, response);
    }, refused),
  );
  try {
    await once(server.listen(number), 'listening');
  } catch (cause) {
    throw new ConfigError(`Can't start: PORT ${number} is not to be had.`, { cause });
  }
  return {
    number: (server.address() as AddressInfo).port,
    complete(more) {
      known = [...routes, ...more];
      otherwise = notFound;
    },
    // A second time it would be an error.
    close: () => new Promise((resolve) => server.close(() => resolve())),
    breakOff() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const notFound: Route['handler'] = (_, response) => void response.writeHead(404).end();

/** After a 503 Slack sends an event again. */
function notYet(refused: OnRejectedRequest): Route['handler'] {
  return (request, response) => {
    refused('starting');
    // Cut off before its end, the sender would see a broken connection in place of the answer.
    request.resume().once('end', () => response.writeHead(503).end());
  };
}
