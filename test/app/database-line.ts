// A line to the database that a test can cut: connections break, and no new ones are to be had until it is mended.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { readDatabaseUrl } from '../../src/db/database-url.ts';
import { atTheEnd } from './at-the-end.ts';

export type DatabaseLine = {
  /** The database, by way of this line. */
  readonly url: string;
  cut(): void;
  /** Takes connections again. */
  mend(): void;
};

export async function databaseLine(url: string): Promise<DatabaseLine> {
  const { path = '' } = readDatabaseUrl(url).options;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(path);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
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
