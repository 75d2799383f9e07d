// A line to the database that a test can cut: connections break, and no new ones are to be had until it is mended.
// The test sees every statement on it, before the database does.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { readDatabaseUrl } from '../../src/db/database-url.ts';
import { atTheEnd } from './at-the-end.ts';
import { type Statement, statementReader } from './statements.ts';

export type DatabaseLine = {
  /** The database, by way of this line. */
  readonly url: string;
  cut(): void;
  /** Takes connections again. */
  mend(): void;
};

/** `stop`: the statement doesn't arrive, and its connection breaks. A promise: it arrives when that is kept. */
export type Watch = (statement: Statement) => 'pass' | 'stop' | Promise<unknown>;

export async function databaseLine(url: string, watch: Watch = () => 'pass'): Promise<DatabaseLine> {
  const { path = '' } = readDatabaseUrl(url).options;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(path);
    const read = statementReader();
    client.on('data', (piece) => {
      const seen = read(piece).map(watch);
      if (seen.includes('stop')) return void client.destroy();
      const held = seen.filter((one) => one instanceof Promise);
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
        // What was sent before still arrives.
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
  atTheEnd(cut);
  const line = new URL(url);
  line.search = '';
  line.host = `127.0.0.1:${port}`;
  return {
    url: line.href,
    cut,
    mend: () => void (server.listening || server.listen(port, '127.0.0.1')),
  };
}
