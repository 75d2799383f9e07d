// A proxy between the app and the database that a test can cut: connections break, and new ones are refused until the
// test restores it. The test sees every statement before the database does.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { readDatabaseUrl } from '../../src/db/database-url.ts';
import { closeAtEnd } from './close-at-end.ts';
import { createStatementReader, type Statement } from './postgres-statements.ts';

export type DatabaseProxy = {
  /** The URL of the database, through this proxy. */
  readonly url: string;
  cut(): void;
  /** Accepts connections again. */
  restore(): void;
};

/**
 * Sees a statement before the database does. `stop`: the statement doesn't arrive, and its connection breaks. A promise:
 * the statement arrives when the promise is fulfilled.
 */
export type Watch = (statement: Statement) => 'pass' | 'stop' | Promise<unknown>;

export async function startDatabaseProxy(url: string, watch: Watch = () => 'pass'): Promise<DatabaseProxy> {
  const { path = '' } = readDatabaseUrl(url).options;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(path);
    const read = createStatementReader();
    client.on('data', (piece) => {
      const seen = read(piece).map(watch);
      if (seen.includes('stop')) return void client.destroy();
      const held = seen.filter((verdict) => verdict instanceof Promise);
      if (held.length === 0) return send(piece);
      client.pause();
      void Promise.all(held).then(() => {
        client.resume();
        send(piece);
      });
    });
    const send = (piece: Buffer): void => {
      if (database.write(piece)) return;
      client.pause();
      database.once('drain', () => client.resume());
    };
    client.on('end', () => database.end());
    database.pipe(client);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        // The other side still gets what was sent before.
        to.destroySoon();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  closeAtEnd(cut);
  const address = new URL(url);
  address.search = '';
  address.host = `127.0.0.1:${port}`;
  return {
    url: address.href,
    cut,
    restore: () => void (server.listening || server.listen(port, '127.0.0.1')),
  };
}
