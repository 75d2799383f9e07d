// Socket Mode: the app opens connections; each envelope goes to one of them and is acknowledged there.
// Source: https://docs.slack.dev/apis/events-api/using-socket-mode.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Settings } from '../options.ts';
import type { Changes } from '../world/changes.ts';
import { createSocketConnection, type SocketConnection } from './socket-connection.ts';
import type { Transport } from './transport.ts';

/**
 * Why Slack closes a connection: `refresh_requested` to renew it, `warning` some seconds before that, or
 * `link_disabled` after Socket Mode was switched off.
 */
export type DisconnectReason = 'refresh_requested' | 'warning' | 'link_disabled';

export type SocketMode = {
  /** Returns the path of a new connection. A path works once. */
  openPath(): string;
  /** Handles the upgrade of an HTTP connection. Refuses unknown and used paths with 401. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  transport: Transport;
  control: SocketControl;
  close(): void;
};

/** How tests control the app's Socket Mode connections. */
export type SocketControl = {
  /** How many connections are open and in use. */
  connections(): number;
  /** Sends `disconnect` on every connection. After `warning`, the connection stays in use; otherwise it is retired. */
  disconnect(reason?: DisconnectReason): void;
  /** Breaks every connection without notice. */
  drop(): void;
};

export function createSocketMode(settings: Settings, changes: Changes): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const connections = new Set<SocketConnection>();
  let turn = 0;

  const usable = () => [...connections].filter((connection) => connection.usable());

  const accept = (socket: WebSocket) => {
    const connection = createSocketConnection(socket, settings.answerWithinMs, () => {
      connections.delete(connection);
      changes.emit({ kind: 'connection' });
    });
    connections.add(connection);
    connection.send({
      type: 'hello',
      num_connections: connections.size,
      debug_info: { host: 'fake', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: settings.appId },
    });
    changes.emit({ kind: 'connection' });
  };
  const drop = () => {
    for (const connection of connections) connection.terminate();
  };

  return {
    openPath() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${settings.appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      server.handleUpgrade(request, socket, head, accept);
    },
    async transport(request) {
      const open = usable();
      turn += 1;
      const connection = open[turn % open.length];
      return connection?.deliver(request) ?? { outcome: 'unreachable', reason: 'no connection is open' };
    },
    control: {
      connections: () => usable().length,
      disconnect(reason = 'refresh_requested') {
        for (const connection of connections) {
          if (reason !== 'warning') connection.retire();
          connection.send({ type: 'disconnect', reason, debug_info: { host: 'fake' } });
        }
      },
      drop,
    },
    close() {
      drop();
      server.close();
    },
  };
}
