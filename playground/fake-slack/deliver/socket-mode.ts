// Socket Mode: the app opens connections, each envelope goes to one of them and is acknowledged there.
// Source: docs.slack.dev/apis/events-api/using-socket-mode.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Settings } from '../options.ts';
import type { Changes } from '../world/changes.ts';
import type { Carrier } from './carrier.ts';
import { type Connection, createConnection } from './connection.ts';

/** Why Slack ends a connection: it renews it, says so some seconds before, or Socket Mode was switched off. */
export type DisconnectReason = 'refresh_requested' | 'warning' | 'link_disabled';

export type SocketMode = {
  /** The path of a new connection, good once. */
  openPath(): string;
  /** Takes the upgrade of an HTTP connection; refuses without a good path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  carry: Carrier;
  handle: SocketHandle;
  close(): void;
};

/** What tests do with the connections of the app. */
export type SocketHandle = {
  /** How many are open and in use. */
  connections(): number;
  /** Says goodbye on every connection. After `warning` it stays in use, after the others it is given nothing more. */
  disconnect(reason?: DisconnectReason): void;
  /** Cuts every connection without a word. */
  drop(): void;
};

export function createSocketMode(settings: Settings, changes: Changes): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const connections = new Set<Connection>();
  let turn = 0;

  const usable = () => [...connections].filter((connection) => connection.usable());

  const welcome = (socket: WebSocket) => {
    const connection = createConnection(socket, settings.answerWithinMs, () => {
      connections.delete(connection);
      changes.emit({ kind: 'socket' });
    });
    connections.add(connection);
    connection.send({
      type: 'hello',
      num_connections: connections.size,
      debug_info: { host: 'fake', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: settings.appId },
    });
    changes.emit({ kind: 'socket' });
  };
  const drop = () => {
    for (const connection of connections) connection.cut();
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
      server.handleUpgrade(request, socket, head, welcome);
    },
    async carry(parcel) {
      const open = usable();
      turn += 1;
      const connection = open[turn % open.length];
      return connection?.carry(parcel) ?? { outcome: 'unreachable', why: 'no connection is open' };
    },
    handle: {
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
