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
  /** The connections of now fall silent for good: nothing gets through, and neither end is told. New ones pass. */
  silence(how: Silence): void;
  /** As if there were no network: new connections are silent as well, until the line is mended. */
  loseNetwork(how: Silence): void;
  /** Takes connections again. */
  mend(): void;
};

/** `swallows`: packets vanish. `acknowledges`: something on the way takes what is sent, and throws it away. */
export type Silence = 'swallows' | 'acknowledges';

/** `stop`: the statement doesn't arrive, and its connection breaks. A promise: it arrives when that is kept. */
export type Watch = (statement: Statement) => 'pass' | 'stop' | Promise<unknown>;

export async function databaseLine(url: string, watch: Watch = () => 'pass'): Promise<DatabaseLine> {
  const { path = '' } = readDatabaseUrl(url).options;
  const open = new Set<Socket>();
  const silencers = new Set<(how: Silence) => void>();
  let away: Silence | null = null;
  const server = createServer((client) => {
    const database = connect(path);
    const read = statementReader();
    let silent = false;
    const fallSilent = (how: Silence): void => {
      silent = true;
      silencers.delete(fallSilent);
      database.unpipe(client);
      for (const socket of [client, database]) how === 'swallows' ? socket.pause() : socket.resume();
    };
    silencers.add(fallSilent);
    client.on('data', (piece) => {
      if (silent) return;
      const seen = read(piece).map(watch);
      if (seen.includes('stop')) return void client.destroy();
      const held = seen.filter((one) => one instanceof Promise);
      if (held.length === 0) return send(piece);
      client.pause();
      void Promise.all(held).then(() => {
        if (silent) return;
        client.resume();
        send(piece);
      });
    });
    const send = (piece: Buffer): void => {
      if (silent) return;
      if (database.write(piece)) return;
      client.pause();
      database.once('drain', () => silent || client.resume());
    };
    client.on('end', () => silent || database.end());
    database.pipe(client);
    if (away) fallSilent(away);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(from);
      from.on('error', () => silent || to.destroy());
      from.on('close', () => {
        open.delete(from);
        silencers.delete(fallSilent);
        if (silent) return;
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
  const silence = (how: Silence) => {
    for (const fallSilent of silencers) fallSilent(how);
  };
  atTheEnd(cut);
  const line = new URL(url);
  line.search = '';
  line.host = `127.0.0.1:${port}`;
  return {
    url: line.href,
    cut,
    silence,
    loseNetwork(how) {
      away = how;
      silence(how);
    },
    mend() {
      away = null;
      if (!server.listening) server.listen(port, '127.0.0.1');
    },
  };
}
