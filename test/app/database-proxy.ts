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
  /** From now on, nothing passes on the open connections, and neither end is told. New connections work. */
  silence(how: Silence): void;
  /** As if there were no network: new connections are silent as well, until `restore`. */
  loseNetwork(how: Silence): void;
  /** Accepts connections again. */
  restore(): void;
};

/** `swallows`: packets vanish. `acknowledges`: something on the way accepts what is sent, and discards it. */
export type Silence = 'swallows' | 'acknowledges';

/**
 * Sees a statement before the database does. `stop`: the statement doesn't arrive, and its connection breaks. A promise:
 * the statement arrives when the promise is fulfilled.
 */
export type Watch = (statement: Statement) => 'pass' | 'stop' | Promise<unknown>;

/**
 * @param losesRest whether only the text of a statement reaches the database, without its parameters; then nothing passes anymore,
 *   on any open connection
 */
export async function startDatabaseProxy(
  url: string,
  watch: Watch = () => 'pass',
  losesRest: (text: string) => boolean = () => false,
): Promise<DatabaseProxy> {
  const { path = '' } = readDatabaseUrl(url).options;
  const open = new Set<Socket>();
  const silencers = new Set<(how: Silence) => void>();
  let away: Silence | null = null;
  const server = createServer((client) => {
    const database = connect(path);
    let lost = 0;
    const read = createStatementReader((text, bytesAfter) => {
      if (losesRest(text)) lost = bytesAfter;
    });
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
      if (lost > 0) {
        send(piece.subarray(0, piece.length - lost));
        return silence('swallows');
      }
      if (seen.includes('stop')) return void client.destroy();
      const held = seen.filter((verdict) => verdict instanceof Promise);
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
  const silence = (how: Silence) => {
    for (const fallSilent of silencers) fallSilent(how);
  };
  closeAtEnd(cut);
  const address = new URL(url);
  address.search = '';
  address.host = `127.0.0.1:${port}`;
  return {
    url: address.href,
    cut,
    silence,
    loseNetwork(how) {
      away = how;
      silence(how);
    },
    restore() {
      away = null;
      if (!server.listening) server.listen(port, '127.0.0.1');
    },
  };
}
