// Limits how many connections the port has. Beyond the limit, the oldest one makes room, so that whoever keeps many
// connections open can't keep Slack and health checks out.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Connection = {
  /** Requests that were verified and are not answered yet. */
  working: number;
  /** Makes the connection the youngest. */
  readonly renew: () => void;
};

const connections = new WeakMap<Socket, Connection>();

/** @param onClosed called for each connection that had to make room */
export function limitConnections(server: Server, limit: number, onClosed: () => void): void {
  const open = new Map<Socket, Connection>(); // oldest first
  server.on('connection', (socket: Socket) => {
    const connection: Connection = {
      working: 0,
      renew() {
        if (open.delete(socket)) open.set(socket, connection);
      },
    };
    connections.set(socket, connection);
    open.set(socket, connection);
    socket.once('close', () => open.delete(socket));
    if (open.size <= limit) return;
    for (const [oldest, { working }] of open) {
      if (working > 0) continue;
      open.delete(oldest);
      oldest.destroy();
      onClosed();
      return;
    }
  });
}

/** Call it with a request that is known to be from Slack: its connection stays until the request is answered. */
export function keepConnection({ socket }: IncomingMessage, response: ServerResponse): void {
  const connection = connections.get(socket);
  if (!connection) return;
  connection.working += 1;
  connection.renew();
  response.once('close', () => {
    connection.working -= 1;
  });
}
